package dev.lutra.delivery;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ComputePool;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens LUTs as functions: with the model that answers for them, otherwise by interpolation of the source. */
@Component
@Profile("api")
final class ForwardMaps {

    private final Looks looks;
    private final Sources sources;
    private final ComputePool rendering;

    ForwardMaps(Looks looks, Sources sources, DeliveryPools pools) {
        this.looks = looks;
        this.sources = sources;
        rendering = pools.rendering();
    }

    ForwardMap open(LibraryLut lut) {
        Encoding held = lut.held();
        if (held == null) {
            return new Interpolated(sources.lease(lut), rendering);
        }
        return new Decoded(looks.lease(lut, held));
    }

    private record Decoded(Looks.OpenLook look) implements ForwardMap {

        @Override
        public float[] apply(float[] unit) {
            return look.decoder().apply(look.lut(), unit);
        }

        @Override
        public void close() {
            look.close();
        }
    }

    private record Interpolated(Lease<Sources.Source> source, ComputePool pool) implements ForwardMap {

        @Override
        public float[] apply(float[] unit) {
            return pool.compute(() -> {
                Lut3d lut = source.value().lut();
                float[] colors = lut.domain().fromUnit(unit);
                Interpolation.TETRAHEDRAL.apply(lut, colors, colors, colors.length / 3);
                return colors;
            });
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
