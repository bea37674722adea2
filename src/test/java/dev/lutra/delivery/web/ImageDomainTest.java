package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.CodeValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** An image has no place for a domain: its first pixel is what a look makes of black, its last what it makes of white. */
class ImageDomainTest extends ServiceTest {

    private static final Path CASE = Path.of("../shared/cases/resolve-range/wide-resolve.cube");

    @AfterEach
    void delete() {
        send(authorized("/luts/wide-look").DELETE());
        send(authorized("/luts/other-look").DELETE());
    }

    @Test
    void startsAtBlackAndEndsAtWhite() throws IOException {
        upload("wide-look", cube(0.1, 0.9));
        upload("other-look", cube(0.3, 0.5));
        assertEnds("/luts/wide-look.png?level=4", at(0, 0.1, 0.9), at(1, 0.1, 0.9));
        assertEnds("/luts/wide-look.png?res=9&strength=0.5", at(0, 0.1, 0.9) / 2, (at(1, 0.1, 0.9) + 1) / 2);
        assertEnds(
                "/luts/blend.png?level=4&mix=wide-look:1,other-look:1",
                (at(0, 0.1, 0.9) + at(0, 0.3, 0.5)) / 2,
                (at(1, 0.1, 0.9) + at(1, 0.3, 0.5)) / 2);
        // The outputs 0 and 1 lead to inputs beyond 0…1, which an 8-bit image clips.
        assertEnds("/luts/wide-look/inverse.png?level=4", 0, 1);
        assertThat(header(get("/luts/wide-look.png"), "Lutra-Warnings"))
                .isEqualTo("\"the look takes inputs from -0.8 to 1.4; this file takes those from 0 to 1\"");
        assertThat(header(get("/luts/wide-look.cube"), "Lutra-Warnings")).isEmpty();
    }

    @Test
    void givesTheColoursOfTheCase() throws IOException {
        Assumptions.assumeTrue(Files.exists(CASE), "the shared cases are not beside the repository");
        upload("wide-look", Files.readAllBytes(CASE));

        BufferedImage image = image("/luts/wide-look.png?level=8");

        assertThat(image.getRGB(0, 0) & 0xFF).isEqualTo(74);
        assertThat(image.getRGB(511, 511) & 0xFF).isEqualTo(227);
    }

    private void assertEnds(String path, double black, double white) throws IOException {
        BufferedImage image = image(path);
        int last = image.getWidth() - 1;
        assertThat(image.getRGB(0, 0) & 0xFF).as(path).isEqualTo(code(black));
        assertThat(image.getRGB(last, last) & 0xFF).as(path).isEqualTo(code(white));
    }

    private BufferedImage image(String path) throws IOException {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private static int code(double value) {
        return CodeValue.round((float) value, CodeValue.MAX_8);
    }

    /** A straight line over the inputs −0.8…1.4, at an input. */
    private static double at(double input, double from, double to) {
        return from + (to - from) * (input + 0.8) / 2.2;
    }

    private static byte[] cube(double from, double to) {
        var text = new StringBuilder("LUT_3D_SIZE 2\nDOMAIN_MIN -0.8 -0.8 -0.8\nDOMAIN_MAX 1.4 1.4 1.4\n");
        for (int i = 0; i < 8; i++) {
            text.append("%s %s %s%n"
                    .formatted((i & 1) == 0 ? from : to, (i & 2) == 0 ? from : to, (i & 4) == 0 ? from : to));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void upload(String name, byte[] cube) {
        var upload = new Multipart().file("file", name + ".cube", cube).field("encode", "false");
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    }
}
