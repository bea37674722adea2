package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InverseControllerTest extends ServiceTest {

    @Test
    void searchesUnlessTheBijectiveModelIsAskedFor() {
        JsonNode numeric = json(get("/luts/kodak-portra-160/inverse"));
        assertThat(numeric.get("method").stringValue()).isEqualTo("numeric");
        assertThat(numeric.get("model").isNull()).isTrue();
        JsonNode bijective = json(get("/luts/kodak-portra-160/inverse?method=bijective"));
        assertThat(bijective.get("method").stringValue()).isEqualTo("bijective");
        assertThat(bijective.get("model").stringValue()).isEqualTo("undo");
        assertThat(numeric.at("/roundTrip/deltaE76/mean").doubleValue())
                .isLessThan(bijective.at("/roundTrip/deltaE76/mean").doubleValue());
        assertThat(get(bijective.at("/links/self").stringValue()).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsFilesOfTheMethodsApart() {
        HttpResponse<byte[]> numeric = get("/luts/kodak-portra-160/inverse.cube?res=9");
        assertThat(numeric.statusCode()).isEqualTo(200);
        assertThat(header(numeric, "Content-Disposition")).contains("kodak-portra-160-inverse-9.cube");
        assertThat(text(numeric)).contains("Inverse of Kodak Portra 160\"");
        HttpResponse<byte[]> bijective = get("/luts/kodak-portra-160/inverse.cube?res=9&method=bijective");
        assertThat(header(bijective, "Content-Disposition")).contains("kodak-portra-160-inverse-bijective-9.cube");
        assertThat(text(bijective)).contains("Inverse of Kodak Portra 160, by a bijective model");
        assertThat(header(bijective, "ETag")).isNotEqualTo(header(numeric, "ETag"));
        for (String method : new String[] {"numeric", "bijective"}) {
            String path = "/luts/kodak-portra-160/inverse.cube?res=9&method=" + method;
            String tag = header(method.equals("numeric") ? numeric : bijective, "ETag");
            assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            assertThat(get("/luts/0/inverse.png?level=3&method=" + method).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void hasAsManyPointsByDefaultAsColorsNeedToComeBack() throws IOException {
        upload("easy", lut((r, g, b, channel) -> 0.1 + 0.8 * new double[] {r, g, b}[channel]));
        upload("hard", lut((r, g, b, channel) -> Math.pow(new double[] {r, g, b}[channel], 4)));
        JsonNode easy = json(get("/luts/easy/inverse"));
        assertThat(easy.get("res").intValue()).isEqualTo(17);
        assertThat(easy.at("/tableRoundTrip/deltaE76/mean").doubleValue()).isLessThanOrEqualTo(0.3);
        JsonNode hard = json(get("/luts/hard/inverse"));
        assertThat(hard.get("res").intValue()).isGreaterThan(17);
        for (JsonNode inverse : new JsonNode[] {easy, hard}) {
            String path = inverse.at("/links/cube").stringValue();
            Lut3d byDefault = cube(get(path));
            int res = inverse.get("res").intValue();
            assertThat(byDefault.size()).isEqualTo(res);
            assertThat(get(path).body()).isEqualTo(get(path + "?res=" + res).body());
        }
        send(authorized("/luts/easy").DELETE());
        send(authorized("/luts/hard").DELETE());
    }

    @Test
    void leadsGreysOfABlackAndWhiteLookToGreys() throws IOException {
        upload("luma", lut((r, g, b, channel) -> Math.round(255 * (0.25 * r + 0.6 * g + 0.15 * b)) / 255.0));
        Lut3d table = cube(get("/luts/luma/inverse.cube?res=33"));
        for (int level = 0; level <= 255; level++) {
            float grey = level / 255f;
            var input = new float[3];
            Interpolation.TETRAHEDRAL.apply(table, grey, grey, grey, input, 0);
            for (float channel : input) {
                assertThat(255 * channel).isCloseTo(level, within(1f));
                assertThat(channel).isCloseTo(input[0], within(1e-6f));
            }
        }
        send(authorized("/luts/luma").DELETE());
    }

    @Test
    void searchesForTheInverseOfAnyOtherLut() throws IOException {
        upload("gamma", lut((r, g, b, channel) -> Math.pow(new double[] {r, g, b}[channel], 1.5)));
        JsonNode inverse = json(get("/luts/gamma/inverse"));
        assertThat(inverse.get("method").stringValue()).isEqualTo("numeric");
        assertThat(inverse.get("model").isNull()).isTrue();
        assertThat(inverse.at("/roundTrip/deltaE76/mean").doubleValue()).isLessThan(0.3);
        assertThat(inverse.get("coverage").doubleValue()).isGreaterThan(0.99);
        assertThat(inverse.at("/roundTrip/deltaE76/mean").toString()).matches("0\\.0*\\d{1,4}");
        Lut3d undo = cube(get(inverse.at("/links/cube").stringValue() + "?res=33"));
        double sum = 0;
        Lut3d expected = lut((r, g, b, channel) -> Math.pow(new double[] {r, g, b}[channel], 1 / 1.5));
        for (int i = 0; i < undo.lattice().length; i++) {
            sum += Math.abs(undo.lattice()[i] - expected.lattice()[i]);
        }
        // In dark colours many inputs have outputs that look alike.
        assertThat(sum / undo.lattice().length).isLessThan(0.01);
        send(authorized("/luts/gamma").DELETE());
    }

    @Test
    void tellsThatABlackAndWhiteLookDoesNotComeBack() throws IOException {
        upload("grey", lut((r, g, b, channel) -> 0.3 * r + 0.6 * g + 0.1 * b));
        JsonNode inverse = json(get("/luts/grey/inverse"));
        assertThat(inverse.get("method").stringValue()).isEqualTo("numeric");
        assertThat(inverse.get("coverage").doubleValue()).isLessThan(0.1);
        assertThat(inverse.at("/roundTrip/deltaE76/mean").doubleValue()).isLessThan(1);
        for (float value : cube(get("/luts/grey/inverse.cube?res=17")).lattice()) {
            assertThat(value).isBetween(0f, 1f);
        }
        send(authorized("/luts/grey").DELETE());
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(get("/luts/nobody/inverse").statusCode()).isEqualTo(404);
        assertThat(get("/luts/nobody/inverse.cube").statusCode()).isEqualTo(404);
        assertThat(get("/luts/0/inverse.cube?res=1").statusCode()).isEqualTo(422);
        assertThat(get("/luts/0/inverse.cube?res=130").statusCode()).isEqualTo(422);
        for (String path : new String[] {"", ".cube", ".png"}) {
            JsonNode unknown = json(get("/luts/0/inverse" + path + "?method=magic"));
            assertThat(unknown.get("status").intValue()).isEqualTo(422);
            assertThat(unknown.at("/errors/0/field").stringValue()).isEqualTo("method");
        }
        JsonNode both = json(get("/luts/0/inverse.cube?method=magic&res=1"));
        assertThat(both.get("errors")).hasSize(2);
    }

    @Test
    void saysHowToGetABijectiveInverseWhereThereIsNone() throws IOException {
        upload("plain", lut((r, g, b, channel) -> new double[] {r, g, b}[channel]));
        for (String path : new String[] {"", ".cube", ".png"}) {
            JsonNode problem = json(get("/luts/plain/inverse" + path + "?method=bijective"));
            assertThat(problem.get("status").intValue()).isEqualTo(422);
            assertThat(problem.get("code").stringValue()).isEqualTo("no-bijective-model");
            assertThat(problem.get("detail").stringValue()).contains("plain", "encode");
        }
        send(authorized("/luts/plain").DELETE());
    }

    /** A colour map, channel by channel. */
    private interface Look {

        double apply(double red, double green, double blue, int channel);
    }

    private void upload(String name, Lut3d lut) {
        var upload = new Multipart()
                .file("file", name + ".cube", TestUploads.cube(lut))
                .field("encode", "false");
        assertThat(send(authorized("/luts", "Content-Type", upload.contentType())
                                .POST(upload.body()))
                        .statusCode())
                .isEqualTo(201);
    }

    private static Lut3d lut(Look look) {
        Lut3d identity = Lut3d.identity(33);
        float[] in = identity.lattice();
        var out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            int at = i - i % 3;
            out[i] = (float) look.apply(in[at], in[at + 1], in[at + 2], i % 3);
        }
        return new Lut3d(33, RgbBox.UNIT, out);
    }

    private static Lut3d cube(HttpResponse<byte[]> file) throws IOException {
        return LutFormats.read("x.cube", new ByteArrayInputStream(file.body()), FormatLimits.DEFAULT)
                .lut();
    }
}
