package dev.lutra.delivery;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Samples colour maps over 0…1, as photographs need them. */
@Component
@Profile("api")
final class UnitLattices {

    private final LatticeEvaluator evaluator;
    private final ComputePool rendering;

    UnitLattices(LatticeEvaluator evaluator, DeliveryPools pools) {
        this.evaluator = evaluator;
        rendering = pools.rendering();
    }

    /**
     * Samples a colour map, through its shaper and over its domain.
     *
     * @param strength the share of the map in its mix with the identity, 0…1
     * @param size points along one edge
     * @throws IOException if its source cannot be read
     */
    Lut3d of(ColorMap subject, float strength, int size) throws IOException {
        try (OpenColorMap map = evaluator.openOverUnit(subject)) {
            return of(map, strength, size);
        }
    }

    /** Samples an open map that spans 0…1. */
    Lut3d of(OpenColorMap map, float strength, int size) throws IOException {
        Lut3d lut = Lut3d.filledBy(size, RgbBox.UNIT, sink -> map.writeTo(size, sink));
        return strength == 1 ? lut : rendering.call(() -> mixed(lut, strength));
    }

    private static Lut3d mixed(Lut3d lut, float strength) throws IOException {
        return Lut3d.filledBy(
                lut.size(),
                RgbBox.UNIT,
                sink -> new StrengthFilter(sink, RgbBox.UNIT::axis, lut.size(), strength)
                        .accept(lut.lattice(), lut.points()));
    }
}
