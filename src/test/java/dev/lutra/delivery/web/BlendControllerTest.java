package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendControllerTest extends ServiceTest {

    @Test
    void givesALutWithAllTheWeightBitForBit() {
        byte[] alone = get("/luts/ilford-hp5.cube?res=9").body();
        for (String mix : new String[] {"ilford-hp5:1", "1:0.2", "ilford-hp5:3,a.b:0", "ilford-hp5:0.5,1:0.25"}) {
            HttpResponse<byte[]> blend = get("/luts/blend.cube?res=9&mix=" + mix);
            assertThat(blend.body()).as(mix).isEqualTo(alone);
            assertThat(header(blend, "Lutra-Blend")).isEqualTo("none");
        }
    }

    /** What two layers of those opacities show. */
    @Test
    void isTheWeightedMeanOfOutputs() throws IOException {
        HttpResponse<byte[]> blend = get("/luts/blend.cube?res=9&mix=kodak-portra-160:0.7,kodak-gold-200:0.3");
        assertThat(blend.statusCode()).isEqualTo(200);
        assertThat(header(blend, "Lutra-Blend")).isEqualTo("output");
        assertThat(header(blend, "Content-Disposition")).contains("kodak-portra-160-70-kodak-gold-200-30-9.cube");
        float[] mixed = lattice(blend);
        float[] a = lattice(get("/luts/kodak-portra-160.cube?res=9"));
        float[] b = lattice(get("/luts/kodak-gold-200.cube?res=9"));
        for (int i = 0; i < mixed.length; i++) {
            assertThat(mixed[i]).isCloseTo(0.7f * a[i] + 0.3f * b[i], within(3e-6f));
        }
    }

    /** A LUT at a strength is a blend with the identity. */
    @Test
    void agreesWithStrength() throws IOException {
        var upload = new Multipart()
                .file("file", "neutral.cube", TestUploads.cube(Lut3d.identity(9)))
                .field("encode", "false");
        send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        float[] mixed = lattice(get("/luts/blend.cube?res=9&mix=kodak-portra-160:0.3,neutral:0.7"));
        float[] weak = lattice(get("/luts/kodak-portra-160.cube?res=9&strength=0.3"));
        send(authorized("/luts/neutral").DELETE());
        for (int i = 0; i < mixed.length; i++) {
            assertThat(mixed[i]).isCloseTo(weak[i], within(3e-6f));
        }
    }

    @Test
    void mixesEmbeddingsWhenAsked() throws IOException {
        String path = "/luts/blend.cube?res=9&space=embedding&mix=kodak-portra-160:0.7,kodak-gold-200:0.3";
        HttpResponse<byte[]> blend = get(path);
        assertThat(blend.statusCode()).isEqualTo(200);
        assertThat(header(blend, "Lutra-Blend")).isEqualTo("embedding");
        assertThat(header(blend, "Content-Disposition"))
                .contains("kodak-portra-160-70-kodak-gold-200-30-by-embedding-9.cube");
        assertThat(header(get("/luts/blend.cube?res=9&mix=0:7,5:3"), "ETag")).isNotEmpty();
        HttpResponse<byte[]> again = get(path, "If-None-Match", header(blend, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        // Not what a mix of the outputs would be.
        float[] mixed = lattice(blend);
        float[] a = lattice(get("/luts/kodak-portra-160.cube?res=9"));
        float[] b = lattice(get("/luts/kodak-gold-200.cube?res=9"));
        float largest = 0;
        for (int i = 0; i < mixed.length; i++) {
            largest = Math.max(largest, Math.abs(mixed[i] - (0.7f * a[i] + 0.3f * b[i])));
        }
        assertThat(largest).isGreaterThan(1e-4f);
    }

    /** One that only differs by a little, one that has more parts than can be named, one that is written otherwise. */
    @ParameterizedTest
    @CsvSource({
        "'kodak-portra-160:0.7,kodak-gold-200:0.3', 'kodak-portra-160:7,kodak-gold-200:3', true",
        "'1:0.701,5:0.299', '1:0.702,5:0.298', false",
        "'0:2,1:1,5:1,a.b:1', '0:3,1:1,5:1,a.b:1', false"
    })
    void tellsBlendsApartByNameAndTitle(String one, String other, boolean same) {
        HttpResponse<byte[]> first = get("/luts/blend.cube?res=3&mix=" + one);
        HttpResponse<byte[]> second = get("/luts/blend.cube?res=3&mix=" + other);
        assertThat(header(first, "Content-Disposition").equals(header(second, "Content-Disposition")))
                .isEqualTo(same);
        assertThat(text(first).lines().findFirst().equals(text(second).lines().findFirst()))
                .isEqualTo(same);
    }

    @Test
    void variesSmoothlyWithTheWeights() throws IOException {
        float[] before = lattice(get("/luts/blend.cube?res=5&space=embedding&mix=kodak-portra-160:1,kodak-gold-200:0"));
        for (int step = 1; step <= 50; step++) {
            float[] after =
                    lattice(get("/luts/blend.cube?res=5&space=embedding&mix=kodak-portra-160:%d,kodak-gold-200:%d"
                            .formatted(50 - step, step)));
            float largest = 0;
            for (int i = 0; i < after.length; i++) {
                largest = Math.max(largest, Math.abs(after[i] - before[i]));
            }
            assertThat(largest).as("step %d", step).isLessThan(0.1f);
            before = after;
        }
    }

    @Test
    void mixesNoEmbeddingsThatNoOneModelHolds() {
        var upload = new Multipart()
                .file("file", "alone.cube", TestUploads.cube(TestUploads.look(43, 5)))
                .field("encode", "false");
        send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        HttpResponse<byte[]> refused = get("/luts/blend.cube?space=embedding&mix=alone:1,kodak-gold-200:3");
        send(authorized("/luts/alone").DELETE());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo("space");
        assertThat(json(refused).at("/errors/0/code").stringValue()).isEqualTo("no-common-model");
    }

    @Test
    void answersPostAsGet() {
        byte[] got = get("/luts/blend.png?level=3&depth=16&mix=kodak-portra-160:2,a.b:1")
                .body();
        HttpResponse<byte[]> posted = post("""
                {"weights":{"kodak-portra-160":2,"a.b":1},"format":"png","level":3,"depth":16}""");
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(header(posted, "Content-Type")).isEqualTo("image/png");
        assertThat(posted.body()).isEqualTo(got);
    }

    @Test
    void mixesOutputsWhereOneIsNotEncoded() throws IOException {
        Lut3d look = TestUploads.look(41, 5);
        var upload = new Multipart()
                .file("file", "waiting.cube", TestUploads.cube(look))
                .field("encode", "false");
        send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        HttpResponse<byte[]> blend = get("/luts/blend.cube?res=5&mix=waiting:1,kodak-gold-200:3");
        assertThat(header(blend, "Lutra-Blend")).isEqualTo("output");
        float[] mixed = lattice(blend);
        float[] gold = lattice(get("/luts/kodak-gold-200.cube?res=5"));
        float largest = 0;
        for (int i = 0; i < mixed.length; i++) {
            largest = Math.max(largest, Math.abs(mixed[i] - (0.25f * look.lattice()[i] + 0.75f * gold[i])));
        }
        assertThat(largest).isLessThan(3e-6f);
        send(authorized("/luts/waiting").DELETE());
    }

    @ParameterizedTest
    @CsvSource({
        "'a.b:1,nobody:1', lut-not-found, nobody",
        "'a.b:-1', invalid-weight, a.b",
        "'a.b:NaN', invalid-weight, a.b",
        "'a.b:1e999', invalid-weight, a.b",
        "'a.b:0,0:0', no-weight, above 0",
        "'a.b', invalid-entry, a.b",
        "'a.b:x', invalid-entry, a.b:x",
        "'a.b:1,log-to-hdr:1', domains-differ, log-to-hdr"
    })
    void namesTheEntryAtFault(String mix, String code, String named) {
        HttpResponse<byte[]> refused = get("/luts/blend.cube?mix=" + mix);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo("mix");
        assertThat(json(refused).at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(json(refused).at("/errors/0/detail").stringValue()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weights\":{\"gone\":1}} | 422 | weights.gone",
                "{\"weights\":{}} | 422 | weights",
                "{\"weights\":{\"a.b\":1},\"format\":\"exr\"} | 422 | format",
                "{\"weights\":{\"a.b\":1},\"res\":1} | 422 | res",
                "{\"weights\":{\"a.b\":1},\"space\":\"lab\"} | 422 | space",
                "{} | 422 | weights",
            })
    void namesTheFieldAtFault(String body, int status, String field) {
        HttpResponse<byte[]> refused = post(body);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    private HttpResponse<byte[]> post(String body) {
        return send(request("/luts/blend", "Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static float[] lattice(HttpResponse<byte[]> cube) throws IOException {
        return LutFormats.read("x.cube", new ByteArrayInputStream(cube.body()), FormatLimits.DEFAULT)
                .lut()
                .lattice();
    }
}
