package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens colour maps, so that they can be evaluated on lattices. */
@Component
@Profile("api")
final class LatticeEvaluator {

    private final Looks looks;
    private final Sources sources;
    private final ForwardMaps forwards;
    private final Inverses inverses;
    private final ComputePool rendering;

    LatticeEvaluator(Looks looks, Sources sources, ForwardMaps forwards, Inverses inverses, DeliveryPools pools) {
        this.looks = looks;
        this.sources = sources;
        this.forwards = forwards;
        this.inverses = inverses;
        rendering = pools.rendering();
    }

    /**
     * Opens a colour map. It waits for the necessary resources: a decoder, memory for a source, a place for an
     * inversion.
     */
    OpenColorMap open(ColorMap subject) {
        return switch (subject) {
            case ColorMap.Single single -> open(single.lut());
            case Inverse inverse -> inverses.open(inverse);
            case Blend blend -> open(blend);
        };
    }

    private OpenColorMap open(LibraryLut lut) {
        return lut.held() == null
                ? new Interpolated(sources.lease(lut), rendering)
                : new Decoded(looks.lease(lut, lut.held()));
    }

    private OpenColorMap open(Blend blend) {
        LibraryModel model = blend.space() == Blend.Space.EMBEDDING ? blend.model() : null;
        return model == null
                ? BlendedOutputs.open(blend, forwards, rendering)
                : new Decoded(looks.lease(model, rendering.compute(blend::encoded)));
    }

    private record Decoded(Looks.OpenLook look) implements OpenColorMap {

        @Override
        public RgbBox domain() {
            return look.lut().domain();
        }

        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            look.decoder().decode(look.lut(), size, sink);
        }

        @Override
        public void close() {
            look.close();
        }
    }

    private record Interpolated(Lease<Sources.Source> source, ComputePool pool) implements OpenColorMap {

        @Override
        public RgbBox domain() {
            return source.value().lut().domain();
        }

        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            new ResampledSource(source.value().lut(), size, pool).writeTo(sink);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
