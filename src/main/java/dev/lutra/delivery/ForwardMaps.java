package dev.lutra.delivery;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutStore;
import dev.lutra.network.EncodedLut;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens LUTs as functions: by the network where a model holds them, else by interpolation of the source. */
@Component
@Profile("api")
final class ForwardMaps {

    private final Decoders decoders;
    private final LutStore luts;

    ForwardMaps(Decoders decoders, LutStore luts) {
        this.decoders = decoders;
        this.luts = luts;
    }

    ForwardMap open(LibraryLut lut) {
        Encoding held = lut.held();
        if (held == null) {
            return interpolated(luts.source(lut));
        }
        Decoders.Lease lease = decoders.lease(held.model());
        EncodedLut encoded = lut.encoded().orElseThrow();
        return new ForwardMap() {

            @Override
            public float[] apply(float[] unit) {
                return lease.decoder().apply(encoded, unit);
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }

    private static ForwardMap interpolated(Lut3d source) {
        return unit -> {
            float[] colors = source.domain().fromUnit(unit);
            Interpolation.TETRAHEDRAL.apply(source, colors, colors, colors.length / 3);
            return colors;
        };
    }
}
