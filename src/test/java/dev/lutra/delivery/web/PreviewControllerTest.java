package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.image.ImageFile;
import dev.lutra.image.Photograph;
import dev.lutra.image.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewControllerTest extends ServiceTest {

    /** The picture with the look, as the look's own file says. */
    @ParameterizedTest
    @CsvSource({
        "/luts/kodak-portra-160/preview.jpg?width=300, landscape, /luts/kodak-portra-160.cube?res=65",
        "/luts/ilford-hp5/preview.jpg?width=200&picture=still-life, still-life, /luts/ilford-hp5.cube?res=65",
        "/luts/1/preview.jpg?width=100&picture=chart&strength=0.4, chart, /luts/1.cube?res=65&strength=0.4",
        "/luts/blend/preview.jpg?width=100&mix=0:1;1:3, landscape, /luts/blend.cube?res=65&mix=0:1;1:3"
    })
    void showsTheLook(String path, String picture, String cube) throws IOException {
        HttpResponse<byte[]> answer = get(path.replace(';', ','));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(answer, "Content-Disposition")).startsWith("inline; filename=\"");
        Photograph preview = ImageFile.open(answer.body(), TestImages.LIMITS).decode();
        Photograph plain = picture(picture).reduced(preview.width(), preview.height());
        Lut3d look = LutFormats.read(
                        "x.cube",
                        new ByteArrayInputStream(get(cube.replace(';', ',')).body()),
                        FormatLimits.DEFAULT)
                .lut();
        // What JPEG changes at this quality, and much less than the look.
        double difference = difference(preview, plain, look);
        assertThat(difference).isLessThan(0.02);
        assertThat(difference).isLessThan(0.6 * difference(preview, plain, Lut3d.identity(2)));
    }

    private static double difference(Photograph shown, Photograph plain, Lut3d look) {
        var row = new float[3 * shown.width()];
        var wanted = new float[3 * plain.width()];
        double sum = 0;
        for (int y = 0; y < shown.height(); y++) {
            shown.readRow(y, row);
            plain.readRow(y, wanted);
            Interpolation.TETRAHEDRAL.apply(look, wanted, wanted, plain.width());
            for (int i = 0; i < row.length; i++) {
                sum += Math.abs(row[i] - wanted[i]);
            }
        }
        return sum / (row.length * (double) shown.height());
    }

    private static Photograph picture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PreviewControllerTest.class.getResourceAsStream("/static/pictures/" + name + ".jpg"))) {
            return ImageFile.open(in.readAllBytes(), TestImages.LIMITS).decode();
        }
    }

    @Test
    void isNeverWiderThanThePicture() throws IOException {
        int width = picture("landscape").width();
        assertThat(width).isLessThan(1600);
        HttpResponse<byte[]> answer = get("/luts/0/preview.jpg?width=1600");
        assertThat(ImageFile.open(answer.body(), TestImages.LIMITS).width()).isEqualTo(width);
        HttpResponse<byte[]> small = get("/luts/0/preview.jpg?width=16");
        assertThat(ImageFile.open(small.body(), TestImages.LIMITS).width()).isEqualTo(16);
    }

    @Test
    void isCachedByItsTag() {
        String path = "/luts/kodak-gold-200/preview.jpg?width=160";
        HttpResponse<byte[]> answer = get(path);
        String tag = header(answer, "ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(header(answer, "Cache-Control")).contains("max-age", "public");
        HttpResponse<byte[]> again = get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<byte[]> head = send(request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "ETag")).isEqualTo(tag);
        assertThat(head.body()).isEmpty();
        for (String other : new String[] {"&strength=0.5", "&picture=chart", "&width=161"}) {
            String changed = other.startsWith("&width") ? path.replace("width=160", other.substring(1)) : path + other;
            assertThat(header(get(changed), "ETag")).as(other).isNotEqualTo(tag);
        }
        assertThat(get(path).body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "/luts/nobody/preview.jpg, 404, ''",
        "/luts/0/preview.jpg?width=15, 422, width",
        "/luts/0/preview.jpg?width=1601, 422, width",
        "/luts/0/preview.jpg?picture=cat, 422, picture",
        "/luts/0/preview.jpg?strength=2, 422, strength",
        "/luts/0/preview.jpg?from=there, 422, from",
        "/luts/0/preview.jpg?size=3, 400, size",
        "/luts/blend/preview.jpg?mix=nobody:1, 422, mix"
    })
    void namesTheFault(String path, int status, String field) {
        HttpResponse<byte[]> refused = get(path);
        assertThat(refused.statusCode()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo(field);
        }
    }
}
