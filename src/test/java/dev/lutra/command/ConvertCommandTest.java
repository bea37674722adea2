package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.CubeWriter;
import dev.lutra.format.LutFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Converts and describes files as the terminal does. */
class ConvertCommandTest {

    @TempDir
    Path folder;

    private Path look = Path.of("");
    private Path shaped = Path.of("");
    private String printed = "";

    @BeforeEach
    void writeLooks() throws IOException {
        look = folder.resolve("look.cube");
        float[] lattice = Lut3d.identity(16).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            lattice[i] = (float) Math.sqrt(lattice[i]);
            lattice[i + 2] = 0.9f * lattice[i + 2];
        }
        try (var out = Files.newOutputStream(look);
                var writer = new CubeWriter(out, "A look", 16, RgbBox.UNIT)) {
            writer.accept(lattice, lattice.length / 3);
        }
        shaped = folder.resolve("shaped.cube");
        var text = new StringBuilder("LUT_1D_SIZE 65\nLUT_1D_INPUT_RANGE 0 4\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0 1\n");
        for (int i = 0; i < 65; i++) {
            text.append("%1$f %1$f %1$f%n".formatted(Math.sqrt(i / 64.0)));
        }
        for (int i = 0; i < 8; i++) {
            text.append("%d %d %d%n".formatted(i & 1, i >> 1 & 1, i >> 2));
        }
        Files.writeString(shaped, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.npy", "a.png", "a.clf", "a.csp", "a.spi3d", "a.vf", "a.itx"})
    void keepsTheColours(String name) throws IOException {
        assertThat(convert(look, name)).isZero();

        assertThat(printed).contains("16 points along an axis").doesNotContain("warning", "changed by");
        float[] expected = InputFile.read(look).lut().lut().lattice();
        LutFile converted = InputFile.read(folder.resolve(name)).lut();
        for (int i = 0; i < expected.length; i++) {
            assertThat(converted.lut().lattice()[i]).isCloseTo(expected[i], within(0.51f / 255));
        }
    }

    @Test
    void takesTheTitle() throws IOException {
        assertThat(convert(look, "a.cube")).isZero();
        assertThat(folder.resolve("a.cube")).hasSameTextualContentAs(look);
        assertThat(convert(shaped, "b.clf")).isZero();
        assertThat(InputFile.read(folder.resolve("b.clf")).title()).isEqualTo("shaped");
    }

    @ParameterizedTest
    @CsvSource({"hald, 64, 64", "tiles, 64, 64", "strip, 32, 32", "unreal, 16, 16"})
    void writesImagesInTheirUsualSize(String layout, int size, int points) throws IOException {
        assertThat(convert(look, "a.png", "--layout", layout)).isZero();

        assertThat(InputFile.read(folder.resolve("a.png")).lut().lut().size()).isEqualTo(size);
        assertThat(printed).contains("png, %d points".formatted(points));
    }

    @Test
    void keepsAShaperWhereTheFormatHasOne() throws IOException {
        assertThat(convert(shaped, "a.csp")).isZero();

        assertThat(printed).contains("with its shaper").doesNotContain("changed by");
        LutFile csp = InputFile.read(folder.resolve("a.csp")).lut();
        assertThat(csp.shaper()).isNotNull();
        float[] rgb = {0.18f, 1, 3.9f};
        csp.apply(rgb, rgb, 1);
        var expected = new float[] {0.18f, 1, 3.9f};
        InputFile.read(shaped).lut().apply(expected, expected, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(rgb[i]).isCloseTo(expected[i], within(2e-5f));
        }
    }

    @Test
    void samplesAShaperWhereTheFormatHasNone() throws IOException {
        assertThat(convert(shaped, "a.cube", "--res", "65")).isZero();

        assertThat(printed).contains("the shaper was sampled at 65 points", "65 points along an axis");
        LutFile cube = InputFile.read(folder.resolve("a.cube")).lut();
        assertThat(cube.shaper()).isNull();
        assertThat(cube.lut().domain().extent(0)).isEqualTo(4);
        float[] rgb = {1, 1, 1};
        cube.apply(rgb, rgb, 1);
        assertThat(rgb).containsExactly(new float[] {0.5f, 0.5f, 0.5f}, within(1e-5f));
    }

    @Test
    void saysHowMuchIsLost() throws IOException {
        assertThat(convert(shaped, "a.npy", "--res", "10")).isZero();

        assertThat(printed)
                .contains("takes inputs beyond 0…1", "the shaper was sampled at 10 points")
                .containsPattern("changed by ΔE76 [0-9.]+ on average, at most [0-9.]+");
        LutFile npy = InputFile.read(folder.resolve("a.npy")).lut();
        float[] rgb = {1, 1, 1};
        npy.apply(rgb, rgb, 1);
        assertThat(rgb).containsExactly(new float[] {0.5f, 0.5f, 0.5f}, within(1e-5f));
    }

    @Test
    void mixesWithTheIdentity() throws IOException {
        assertThat(convert(look, "a.npy", "--strength", "0.25")).isZero();
        assertThat(convert(shaped, "b.csp", "--strength", "0")).isZero();

        float[] rgb = {4f / 15, 0.4f, 1};
        InputFile.read(folder.resolve("a.npy")).lut().apply(rgb, rgb, 1);
        assertThat(rgb[0]).isCloseTo((float) (0.75 * 4 / 15 + 0.25 * Math.sqrt(4.0 / 15)), within(1e-5f));
        assertThat(rgb[1]).isCloseTo(0.4f, within(1e-6f));
        assertThat(rgb[2]).isCloseTo(0.975f, within(1e-6f));
        float[] wide = {0.18f, 1.5f, 4};
        InputFile.read(folder.resolve("b.csp")).lut().apply(wide, wide, 1);
        assertThat(wide).containsExactly(new float[] {0.18f, 1.5f, 4}, within(1e-4f));
    }

    @Test
    void writesWhatTheServiceWouldDeliver() throws IOException {
        assertThat(convert(look, "a.npy", "--accuracy", "0.5/2")).isZero();
        assertThat(printed).containsPattern("stored in [0-9]+ bytes: ΔE76 0\\.[0-9]+");
        assertThat(convert(look, "b.npy", "--accuracy", "lossless")).isZero();
        float[] expected = InputFile.read(look).lut().lut().lattice();
        assertThat(InputFile.read(folder.resolve("b.npy")).lut().lut().lattice())
                .containsExactly(expected, within(0.51f / 65535));
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(convert(look, "a.jpg")).isEqualTo(2);
        assertThat(printed).contains("the extension of no format that is written");
        assertThat(convert(look, "a.gmz")).isEqualTo(2);
        assertThat(convert(look, "a.png", "--res", "17", "--depth", "12")).isEqualTo(2);
        assertThat(printed).contains("--depth must be 8 or 16; --res a Hald image holds one of these sizes");
        assertThat(convert(look, "a.png", "--layout", "mosaic")).isEqualTo(2);
        assertThat(printed).contains("--layout must be one of these");
        assertThat(convert(look, "a.npy", "--strength", "2")).isEqualTo(2);
        assertThat(convert(folder.resolve("none.cube"), "a.npy")).isEqualTo(1);
        assertThat(printed).contains("there is no file");
        assertThat(folder).isDirectoryNotContaining("glob:**a.*");
    }

    @Test
    void describesFiles() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.cube"), "LUT_3D_SIZE 2\n0 0 zero\n");

        assertThat(run("info", look.toString(), broken.toString(), shaped.toString()))
                .isEqualTo(1);

        assertThat(printed)
                .contains(
                        "title    A look",
                        "lattice  16 × 16 × 16 points",
                        "values   0 to (1, 1, 0.9)",
                        "white    1 becomes (1, 1, 0.9)",
                        "greys    not neutral",
                        "traits   warm",
                        "does     warmth +",
                        "refused " + broken + ": line 2",
                        "inputs   0 to 4",
                        "shaper   curves of 65 points, the same for red, green and blue",
                        "white    1 becomes 0.5",
                        "greys    neutral",
                        "warning  line 2: inputs taken to span");
        assertThat(run("info", "--json", look.toString())).isZero();
        assertThat(printed)
                .startsWith("[{\"file\":")
                .contains(
                        "\"format\":\"cube\",\"title\":\"A look\",\"size\":16",
                        "\"shaper\":null",
                        "\"monochrome\":false",
                        "\"traits\":[\"warm\"],\"character\":{\"warmth\":");
    }

    private int convert(Path in, String out, String... options) {
        var args = new String[options.length + 3];
        args[0] = "convert";
        args[1] = in.toString();
        args[2] = folder.resolve(out).toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return run(args);
    }

    private int run(String... args) {
        var text = new StringWriter();
        int status = Commands.run(args, new PrintWriter(text));
        printed = text.toString();
        return status;
    }
}
