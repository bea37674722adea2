package dev.lutra.network.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.network.OutputRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inverses of real looks, as tables. */
class InverseOfLooksTest {

    private static final Path CASES = Path.of("../shared/cases");
    private static final Path LOOKS = Path.of("../shared/data/rawtherapee-film-simulation.zip");
    private static final int GREYS = 256;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Color/Kodak/Kodak Portra 160 NC 4 ++.cube",
                "Color/Fuji/Fuji Velvia 100 Generic.cube",
                "Color/CreativePack-1/TealMagentaGold.cube"
            })
    void colorsComeBackThroughTables(String name) throws IOException {
        Lut3d look = look(name);
        RgbBox range = OutputRange.of(look);
        NumericInverse inverse = inverse(look);
        Lut3d table = Lut3d.filledBy(65, inverse.outputs(), sink -> inverse.lattice(65, sink));
        assertThat(InverseQuality.roundTrip(reader(look), reader(table), range).mean())
                .isLessThan(0.3);
        assertThat(InverseQuality.roundTrip(reader(look), inverse::invert, range)
                        .mean())
                .isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Black and White/Ilford/Ilford Pan F Plus 50.cube",
                "Black and White/Fuji/Fuji Neopan 1600 3 +.cube",
                "Black and White/Polaroid/Polaroid 664.cube"
            })
    void greysOfBlackAndWhiteFilmsComeFromGreys(String name) throws IOException {
        comeFromGreys(look(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neutrals/identity", "neutrals/scurve", "neutrals/negative", "bw-not-neutral/bw-luma"})
    void greysOfNeutralLooksComeFromGreys(String name) throws IOException {
        Path file = CASES.resolve(name + ".cube");
        Assumptions.assumeTrue(Files.exists(file), CASES + " is not present");
        try (InputStream in = Files.newInputStream(file)) {
            comeFromGreys(read(in));
        }
    }

    private static void comeFromGreys(Lut3d look) throws IOException {
        var greys = new float[3 * GREYS];
        for (int i = 0; i < greys.length; i++) {
            int grey = i / 3;
            greys[i] = grey / (GREYS - 1f);
        }
        NumericInverse inverse = inverse(look);
        for (int size : new int[] {33, 65}) {
            Lut3d table = Lut3d.filledBy(size, inverse.outputs(), sink -> inverse.lattice(size, sink));
            float[] inputs = reader(table).apply(greys);
            for (int i = 0; i < inputs.length; i += 3) {
                float high = Math.max(inputs[i], Math.max(inputs[i + 1], inputs[i + 2]));
                float low = Math.min(inputs[i], Math.min(inputs[i + 1], inputs[i + 2]));
                assertThat(255 * (high - low)).as("grey %d", i / 3).isLessThan(1);
            }
        }
    }

    private static NumericInverse inverse(Lut3d look) {
        return new NumericInverse(
                look,
                OutputRange.of(look),
                (count, work) -> IntStream.range(0, count).parallel().forEach(work));
    }

    private static UnaryOperator<float[]> reader(Lut3d lut) {
        return colors -> {
            var found = new float[colors.length];
            Interpolation.TETRAHEDRAL.apply(lut, colors, found, colors.length / 3);
            return found;
        };
    }

    private static Lut3d look(String name) throws IOException {
        Assumptions.assumeTrue(Files.exists(LOOKS), LOOKS + " is not present");
        try (var zip = new ZipFile(LOOKS.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return read(in);
        }
    }

    private static Lut3d read(InputStream in) throws IOException {
        return LutFormats.read("look.cube", in, FormatLimits.DEFAULT).lut();
    }
}
