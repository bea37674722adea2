package dev.lutra.command;

import dev.lutra.color.LookCharacter;
import dev.lutra.color.LookDescription;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.Shaper;
import dev.lutra.color.Trait;
import dev.lutra.format.LutFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a LUT file holds.
 *
 * @param file the path as the user gave it
 * @param format the name of its format
 * @param title the title in the file; null if it has none
 * @param size the points along an axis of the lattice
 * @param inputs the inputs that the file spans
 * @param shaper the curves before the lattice; null if there are none
 * @param values the lowest and the highest values of the lattice
 * @param black the output for 0
 * @param white the output for 1
 * @param monochrome whether red, green and blue are equal in every value
 * @param neutralGreys whether greys stay grey, to one code of 8 bits
 * @param traits what it does to photographs, in words
 * @param character the same in numbers
 * @param warnings the ignored or approximated parts
 */
record LutFacts(
        String file,
        String format,
        @Nullable String title,
        int size,
        Range inputs,
        @Nullable Curves shaper,
        Range values,
        Rgb black,
        Rgb white,
        boolean monochrome,
        boolean neutralGreys,
        List<String> traits,
        LookCharacter character,
        List<String> warnings) {

    private static final int GREYS = 256;
    private static final float CODE = 1f / 255;

    /**
     * The curves before a lattice.
     *
     * @param points the most points of a curve
     * @param same whether red, green and blue have the same curve
     */
    record Curves(int points, boolean same) {}

    /** The lowest and the highest values of each channel. */
    record Range(Rgb from, Rgb to) {}

    static LutFacts of(InputFile input) {
        LutFile file = input.lut();
        Shaper shaper = file.shaper();
        LookDescription look = LookDescription.of(file.signature());
        return new LutFacts(
                input.path().toString(),
                input.format().name(),
                file.title(),
                file.lut().size(),
                new Range(file.inputs().min(), file.inputs().max()),
                shaper == null ? null : new Curves(shaper.points(), shaper.isSame()),
                values(file.lut()),
                output(file, 0),
                output(file, 1),
                isMonochrome(file.lut()),
                keepsGreys(file),
                look.traits().stream().map(Trait::toString).toList(),
                look.character().rounded(),
                file.warnings());
    }

    private static Rgb output(LutFile file, float grey) {
        float[] rgb = {grey, grey, grey};
        file.apply(rgb, rgb, 1);
        return new Rgb(rgb[0], rgb[1], rgb[2]);
    }

    private static Range values(Lut3d lut) {
        float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i++) {
            low[i % 3] = Math.min(low[i % 3], lattice[i]);
            high[i % 3] = Math.max(high[i % 3], lattice[i]);
        }
        return new Range(new Rgb(low[0], low[1], low[2]), new Rgb(high[0], high[1], high[2]));
    }

    private static boolean isMonochrome(Lut3d lut) {
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            if (lattice[i] != lattice[i + 1] || lattice[i] != lattice[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static boolean keepsGreys(LutFile file) {
        for (int i = 0; i < GREYS; i++) {
            Rgb output = output(file, i * CODE);
            float low = Math.min(output.red(), Math.min(output.green(), output.blue()));
            float high = Math.max(output.red(), Math.max(output.green(), output.blue()));
            if (high - low > CODE) {
                return false;
            }
        }
        return true;
    }
}
