package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LutControllerTest extends ServiceTest {

    @Test
    void listsAPage() {
        JsonNode page = json(get("/luts?model=film&page=1&size=4"));
        assertThat(page.get("page").intValue()).isEqualTo(1);
        assertThat(page.get("size").intValue()).isEqualTo(4);
        assertThat(page.get("total").intValue()).isEqualTo(6);
        assertThat(ids(page)).containsExactly("log-to-hdr", "kodak-gold-200");
        assertThat(json(get("/luts")).get("size").intValue()).isEqualTo(50);
    }

    @Test
    void searches() {
        assertThat(ids(json(get("/luts?q=Kodak%20160")))).containsExactly("kodak-portra-160");
        assertThat(ids(json(get("/luts?tag=kodak&tag=color")))).containsExactly("kodak-portra-160", "kodak-gold-200");
        assertThat(ids(json(get("/luts?model=film&tag=&q=")))).hasSize(6);
        assertThat(ids(json(get("/luts?model=other")))).containsExactly("teal", "kodak-portra-160");
    }

    @Test
    void describesALut() {
        JsonNode lut = json(get("/luts/kodak-portra-160"));
        assertThat(lut.get("id").stringValue()).isEqualTo("kodak-portra-160");
        assertThat(lut.get("index").intValue()).isZero();
        assertThat(lut.get("title").stringValue()).isEqualTo("Kodak Portra 160");
        assertThat(lut.get("tags").values()).hasSize(2);
        assertThat(lut.get("license").stringValue()).isEqualTo("CC-BY-SA-4.0");
        assertThat(lut.get("attribution").stringValue()).isEqualTo("The testers");
        assertThat(lut.at("/source/format").stringValue()).isEqualTo("cube");
        assertThat(lut.at("/source/size").intValue()).isEqualTo(33);
        assertThat(lut.at("/source/sha256").stringValue()).hasSize(64);
        assertThat(lut.at("/source/bytes").longValue()).isEqualTo(1_000_000);
        assertThat(lut.get("model").stringValue()).isEqualTo("film");
        for (String difference : List.of("deltaE76", "deltaE2000")) {
            assertThat(lut.at("/fidelity/" + difference + "/mean").doubleValue())
                    .isEqualTo(0.5);
            assertThat(lut.at("/fidelity/" + difference + "/p90").doubleValue()).isEqualTo(1.25);
            assertThat(lut.at("/fidelity/" + difference + "/max").doubleValue()).isEqualTo(4);
        }
        assertThat(lut.at("/fidelity/psnr").doubleValue()).isEqualTo(45.5);
        assertThat(json(get(lut.at("/links/self").stringValue()))).isEqualTo(lut);
        assertThat(get(lut.at("/links/cube").stringValue()).statusCode()).isEqualTo(200);
        assertThat(get(lut.at("/links/png").stringValue()).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhatTheLutSaysItself() {
        JsonNode lut = json(get("/luts/4"));
        assertThat(lut.get("id").stringValue()).isEqualTo("log-to-hdr");
        assertThat(lut.get("license").stringValue()).isEqualTo("CC0-1.0");
        assertThat(lut.at("/fidelity/psnr").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/luts/nobody, lut-not-found",
        "/luts/6, lut-not-found",
        "/luts/0?model=gone, model-not-found",
        "/luts?model=gone, model-not-found"
    })
    void tellsWhatIsNotThere(String path, String code) {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(response).get("code").stringValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "page=-1, 422, page",
        "size=0, 422, size",
        "size=501, 422, size",
        "page=x, 400, page",
        "size=1e3, 400, size",
        "page=99999999999, 400, page"
    })
    void namesTheParameterAtFault(String query, int status, String field) {
        var response = get("/luts?" + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").values().stream()
                .map(lut -> lut.get("id").stringValue())
                .toList();
    }
}
