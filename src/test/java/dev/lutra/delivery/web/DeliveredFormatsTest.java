package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.OpenColorIo;
import dev.lutra.ServiceTest;
import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A look in every format over HTTP: the same colours in each, here and in OpenColorIO. */
class DeliveredFormatsTest extends ServiceTest {

    private static final float HALF_A_CODE = 0.5f / CodeValue.MAX_8;

    @TempDir
    private Path folder;

    static Stream<LutFormat> written() {
        // A token holds as much of a look as its bytes permit, which another test measures.
        return LutFormats.all().stream()
                .filter(LutFormat::isWritten)
                .filter(format -> !format.equals(LutFormats.TOKEN));
    }

    @ParameterizedTest
    @MethodSource("written")
    void hasTheColoursOfTheLook(LutFormat format) throws IOException {
        HttpResponse<byte[]> answer = get("/luts/kodak-portra-160." + format.extension());

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(format.mediaType());
        LutFile read = read(format, answer.body());
        Lut3d same = read(
                        LutFormats.CUBE,
                        get("/luts/kodak-portra-160.cube?res=" + read.lut().size())
                                .body())
                .lut();
        float[] colors = colors();
        // An image of 8 bits is off by half a code itself.
        float tolerance = format.equals(LutFormats.HALD_PNG) ? 1.1f * HALF_A_CODE : HALF_A_CODE;
        assertClose(apply(read.lut(), colors), apply(same, colors), tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cube", "3dl", "csp", "spi3d", "clf", "look", "vf", "itx"})
    void hasTheColoursOfTheLookInOpenColorIo(String extension) throws IOException, InterruptedException {
        var ocio = new OpenColorIo(folder);
        Lut3d look = read(
                        LutFormats.CUBE,
                        get("/luts/kodak-portra-160.cube?res=17").body())
                .lut();
        Path file = folder.resolve("look." + extension);
        Files.write(
                file,
                get("/luts/kodak-portra-160.%s?res=17".formatted(extension)).body());
        float[] colors = colors();

        assertClose(ocio.applyFile(file, colors), apply(look, colors), HALF_A_CODE);
    }

    private static LutFile read(LutFormat format, byte[] file) throws IOException {
        return format.read(new ByteArrayInputStream(file), FormatLimits.DEFAULT);
    }

    private static float[] apply(Lut3d lut, float[] colors) {
        float[] out = colors.clone();
        Interpolation.TETRAHEDRAL.apply(lut, out, out, out.length / 3);
        return out;
    }

    private static float[] colors() {
        var random = new SplittableRandom(20261126);
        var colors = new float[3 * 2000];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextFloat();
        }
        return colors;
    }

    private static void assertClose(float[] actual, float[] expected, float tolerance) {
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }
}
