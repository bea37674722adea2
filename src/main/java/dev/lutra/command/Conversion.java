package dev.lutra.command;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.color.Strength;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutHeader;
import dev.lutra.format.LutLayout;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a file becomes in another layout. The shaper is kept if the layout has one and the strength is full; otherwise
 * it is sampled with the lattice, over 0…1 if the layout has no domain.
 *
 * @param source the file
 * @param layout the layout to write
 * @param strength 0 (no change of colours) to 1 (the file as it is)
 */
record Conversion(LutFile source, LutLayout layout, float strength) {

    private static final int COLORS = 20_000;
    private static final long SEED = 14;

    /** The shaper to write; null if there is none. */
    @Nullable
    Shaper shaper() {
        return layout.holdsShaper() && strength == 1 ? source.shaper() : null;
    }

    /** Whether the source has a shaper that is not kept. */
    boolean losesShaper() {
        return source.shaper() != null && shaper() == null;
    }

    /** Whether the source takes inputs that the written file does not. */
    boolean losesInputs() {
        return !layout.holdsDomain() && !source.inputs().isUnit();
    }

    /** The lattice to write. */
    Lut3d lattice() {
        if (shaper() != null) {
            return new LutFile(source.lut(), null, null, source.warnings())
                    .sampled(layout.size(), layout.holdsDomain() ? source.lut().domain() : RgbBox.UNIT);
        }
        RgbBox domain = layout.holdsDomain() ? source.inputs() : RgbBox.UNIT;
        Lut3d sampled = source.sampled(layout.size(), domain);
        if (strength == 1) {
            return sampled;
        }
        float[] mixed = Lut3d.identity(layout.size(), domain).lattice();
        mix(mixed, sampled.lattice(), mixed);
        return new Lut3d(layout.size(), domain, mixed);
    }

    /** The header of the file; its values are exact if its lattice is that of the source. */
    LutHeader header(String title, Lut3d lattice) {
        return new LutHeader(title, lattice.domain(), shaper(), lattice == source.lut());
    }

    /** How far the written lattice is from the source, over random colours of the inputs that both take. */
    Fidelity loss(Lut3d lattice) {
        var random = new SplittableRandom(SEED);
        var unit = new float[3 * COLORS];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = random.nextFloat();
        }
        float[] inputs = (losesInputs() ? RgbBox.UNIT : source.inputs()).fromUnit(unit);
        var expected = new float[inputs.length];
        source.apply(inputs, expected, COLORS);
        mix(inputs, expected, expected);
        var actual = new float[inputs.length];
        new LutFile(lattice, shaper(), null, source.warnings()).apply(inputs, actual, COLORS);
        var meter = new FidelityMeter();
        meter.add(expected, actual, COLORS);
        return meter.result();
    }

    private void mix(float[] identity, float[] full, float[] out) {
        for (int i = 0; i < full.length; i++) {
            out[i] = Strength.mix(identity[i], full[i], strength);
        }
    }
}
