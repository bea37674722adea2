package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InverseControllerTest extends ServiceTest {

    @Test
    void runsTheBijectiveModelBackwardsWhereItIsFaithful() {
        JsonNode inverse = json(get("/luts/kodak-portra-160/inverse"));
        assertThat(inverse.get("method").stringValue()).isEqualTo("bijective");
        assertThat(inverse.get("model").stringValue()).isEqualTo("undo");
        HttpResponse<byte[]> file = get("/luts/kodak-portra-160/inverse.cube?res=9");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Content-Disposition")).contains("kodak-portra-160-inverse-9.cube");
        assertThat(text(file)).contains("Inverse of Kodak Portra 160");
        HttpResponse<byte[]> again =
                get("/luts/kodak-portra-160/inverse.cube?res=9", "If-None-Match", header(file, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(get("/luts/0/inverse.png?level=3").statusCode()).isEqualTo(200);
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
        return new Lut3d(33, Domain.UNIT, out);
    }

    private static Lut3d cube(HttpResponse<byte[]> file) throws IOException {
        return LutFormats.read("x.cube", new ByteArrayInputStream(file.body()), FormatLimits.DEFAULT)
                .lut();
    }
}
