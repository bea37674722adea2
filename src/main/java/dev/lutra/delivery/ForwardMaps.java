package dev.lutra.delivery;

import dev.lutra.codec.PackedShaper;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.compute.ComputePool;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens LUTs: with the model that answers for them, otherwise by interpolation of the source. */
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

    /** Opens a LUT from its inputs to its outputs, through its shaper if it has one. */
    OpenColorMap open(LibraryLut lut) {
        return lut.shaper() == null ? openLattice(lut) : openShaped(lut, lut.inputs());
    }

    /** Opens a LUT over 0…1, through its shaper if it has one. Inputs beyond its own are clamped. */
    OpenColorMap openUnit(LibraryLut lut) {
        if (lut.shaper() != null) {
            return openShaped(lut, RgbBox.UNIT);
        }
        OpenColorMap lattice = openLattice(lut);
        return lattice.domain().isUnit() ? lattice : new WindowMap(lattice, RgbBox.UNIT, rendering);
    }

    /**
     * Opens a LUT that has a shaper.
     *
     * @param domain the inputs that the map spans
     */
    OpenColorMap openShaped(LibraryLut lut, RgbBox domain) {
        Shaper shaper = shaper(lut);
        return new ShapedMap(openLattice(lut), shaper, domain, rendering);
    }

    /** Unpacks the shaper of a LUT that has one. */
    Shaper shaper(LibraryLut lut) {
        PackedShaper packed = Objects.requireNonNull(lut.shaper());
        return rendering.compute(packed::shaper);
    }

    /** Opens the lattice of a LUT, whose inputs are the outputs of its shaper. */
    OpenColorMap openLattice(LibraryLut lut) {
        Encoding held = lut.held();
        return held == null ? openSource(lut) : new LookMap(looks.lease(lut, held));
    }

    private OpenColorMap openSource(LibraryLut lut) {
        Lease<Sources.Source> lease = sources.lease(lut);
        return new LatticeMap(lease.value().lut(), lease::close, rendering);
    }
}
