package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Files for the tests: small ones made here, real ones from beside the repository where they are present. */
final class TestFiles {

    private static final Path SHARED = Path.of("../shared");

    private TestFiles() {}

    /** A real file; the test is skipped where it is not present. */
    static Path data(String name) {
        return shared("data/" + name);
    }

    /** A file that lies beside the repository; the test is skipped where it is not present. */
    static Path shared(String name) {
        Path path = SHARED.resolve(name);
        Assumptions.assumeTrue(Files.isReadable(path), () -> path + " is not present");
        return path;
    }

    static LutFile readCube(byte[] file, FormatLimits limits) {
        return read(new CubeFormat(), file, limits);
    }

    static LutFile readCube(String text) {
        return readCube(text.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
    }

    static LutFile readPng(byte[] file) {
        return read(new PngFormat(), file, FormatLimits.DEFAULT);
    }

    static LutFile read(LutFormat format, byte[] file, FormatLimits limits) {
        try {
            return format.read(new ByteArrayInputStream(file), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output of a file: of its shaper, if it has one, and of the lattice behind it. */
    static float[] output(LutFile file, float red, float green, float blue) {
        float[] color = {red, green, blue};
        Shaper shaper = file.shaper();
        if (shaper != null) {
            shaper.apply(color, color, 1);
        }
        Interpolation.TETRAHEDRAL.apply(file.lut(), color, color, 1);
        return color;
    }

    /** The shaper of a file that has one. */
    static Shaper shaper(LutFile file) {
        return Objects.requireNonNull(file.shaper());
    }

    /** A LUT whose lattice holds a bent, slightly mixed look with values to 6 decimals. */
    static Lut3d look(int size, RgbBox domain) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            float green = lattice[i + 1];
            float blue = lattice[i + 2];
            lattice[i] = rounded(0.9 * Math.sqrt(red) + 0.1 * green);
            lattice[i + 1] = rounded(green * green + 0.05 * Math.sin(9 * blue));
            lattice[i + 2] = rounded(0.2 + 0.7 * blue - 0.1 * red);
        }
        return new Lut3d(size, domain, lattice);
    }

    static byte[] write(LutLayout layout, Lut3d lut, LutHeader header) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = layout.begin(out, header)) {
            writer.accept(lut.lattice(), lut.points());
        }
        return out.toByteArray();
    }

    /** The file that a text is, as it is read; each character is a byte. */
    static LutFile read(String format, String text) {
        return read(
                LutFormats.byName(format).orElseThrow(),
                text.getBytes(StandardCharsets.ISO_8859_1),
                FormatLimits.DEFAULT);
    }

    /** Checks that a text is refused, for a fault in a line. */
    static void assertRefused(String format, String text, String code, int line) {
        InvalidLutFile invalid = catchThrowableOfType(InvalidLutFile.class, () -> read(format, text));
        assertThat(invalid).as("refused").isNotNull();
        assertThat(invalid.code()).isEqualTo(code);
        assertThat(invalid.line()).hasValue(line);
        assertThat(invalid.detail()).isNotBlank();
    }

    static byte[] cube(Lut3d lut, @Nullable String title) {
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, title, lut.size(), lut.domain())) {
            writer.accept(lut.lattice(), lut.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static float rounded(double value) {
        return (float) (Math.rint(value * 1e6) / 1e6);
    }
}
