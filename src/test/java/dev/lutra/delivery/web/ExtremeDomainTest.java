package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LUTs over the widest and the narrowest boxes of inputs go all ways that others go. */
class ExtremeDomainTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource({"wide, -3e38, 3e38", "widest, -3.4028235e38, 3.4028235e38", "narrow, 0, 1e-45", "next, 1, 1.0000001"})
    void isDeliveredMixedInvertedAndBlended(String name, float min, float max) throws IOException {
        upload(name + "-a", cube(min, max, min, max));
        upload(name + "-b", cube(min, max, max, min));
        try {
            for (String path : new String[] {
                "-a.cube?res=9",
                "-a.cube?res=2",
                "-b.cube?strength=0.25",
                "-b.cube?res=5&strength=0",
                "-b/inverse.cube?res=9"
            }) {
                read(get("/luts/" + name + path), path);
            }
            Lut3d blend = read(get("/luts/blend.cube?res=9&mix=%1$s-a:0.5,%1$s-b:0.5".formatted(name)), "blend");
            RgbBox domain = blend.domain();
            assertThat(domain.min().red()).isEqualTo(min);
            assertThat(domain.max().blue()).isEqualTo(max);
            for (String path : new String[] {"-a.png?level=3", "-b/inverse.png?level=3", "-a/inverse"}) {
                assertThat(get("/luts/" + name + path).statusCode()).as(path).isEqualTo(200);
            }
            Lut3d half = read(get("/luts/%s-b.cube?res=3&strength=0.5".formatted(name)), "half");
            double middle = min + ((double) max - min) / 2;
            for (float value : half.lattice()) {
                assertThat((value - middle) / Math.max(1e-6, (double) max - min))
                        .isBetween(-0.51, 0.51);
            }
        } finally {
            send(authorized("/luts/" + name + "-a").DELETE());
            send(authorized("/luts/" + name + "-b").DELETE());
        }
    }

    /** Of two points an edge: all channels go from one value to another. */
    private static String cube(float min, float max, float from, float to) {
        var text = new StringBuilder(
                "LUT_3D_SIZE 2\nDOMAIN_MIN %1$s %1$s %1$s\nDOMAIN_MAX %2$s %2$s %2$s\n".formatted(min, max));
        for (int point = 0; point < 8; point++) {
            text.append("%s %s %s\n"
                    .formatted(
                            (point & 1) == 0 ? from : to, (point & 2) == 0 ? from : to, (point & 4) == 0 ? from : to));
        }
        return text.toString();
    }

    private void upload(String name, String cube) {
        var upload = new Multipart()
                .file("file", name + ".cube", cube.getBytes(StandardCharsets.UTF_8))
                .field("encode", "false");
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    }

    private static Lut3d read(HttpResponse<byte[]> answer, String path) throws IOException {
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        Lut3d lut = LutFormats.read("x.cube", new ByteArrayInputStream(answer.body()), FormatLimits.DEFAULT)
                .lut();
        for (float value : lut.lattice()) {
            assertThat(value).as(path).isFinite();
        }
        return lut;
    }
}
