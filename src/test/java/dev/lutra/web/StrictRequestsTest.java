package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StrictRequestsTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource({
        "/luts?tags=kodak, tags, tag",
        "/luts?Page=1, Page, page",
        "/luts/0?modell=film, modell, model",
        "/luts/0.cube?resolution=33, resolution, res",
        "/luts/0.cube?res=5&strenght=0.5, strenght, strength",
        "/luts/0.png?levels=3, levels, level",
        "/luts/blend.cube?mix=0:1&strength=0.5, strength, res",
        "/luts/blend.png?mix=0:1&bits=16, bits, depth",
        "/luts/0/inverse.cube?ress=5, ress, res",
        "/luts/0/inverse?res=5, res, method",
        "/models/film?res=5, res, ''",
        "/models?sise=5, sise, size",
        "/models/film.safetensors?lut=0, lut, luts",
        "/training-jobs?pages=1, pages, page",
        "/luts?%70agee=1, pagee, page"
    })
    void refusesUnknownParameters(String path, String name, String known) {
        var fault = refused(get(path), "unknown-parameter");
        assertThat(fault.get("field").stringValue()).isEqualTo(name);
        assertThat(fault.get("detail").stringValue())
                .startsWith("unknown; ")
                .contains(known.isEmpty() ? "none" : "'" + known + "'");
    }

    @Test
    void namesAllAtOnce() {
        JsonNode problem = json(get("/luts/0.cube?ress=5&strenght=1&res=5"));
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()))
                .containsExactly("ress", "strenght");
        assertThat(problem.get("detail").stringValue()).contains("did you mean 'res'?", "did you mean 'strength'?");
    }

    @Test
    void refusesThemWhereverTheyAre() {
        for (String path : new String[] {"/luts/blend?res=5", "/training-jobs?activate=true", "/api-keys?admin=true"}) {
            refused(
                    send(authorized(path, "Content-Type", "application/json").POST(BodyPublishers.ofString("{}"))),
                    "unknown-parameter");
        }
        refused(send(authorized("/luts/nobody?force=true").DELETE()), "unknown-parameter");
        refused(send(authorized("/api-keys?pages=2").GET()), "unknown-parameter");
        assertThat(send(request("/luts/0.cube?ress=5").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request("/training-jobs?x=1").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesUnknownPartsOfAForm() {
        var form = new Multipart().file("file", "a.cube", new byte[] {1}).field("tag", "mine");
        var fault = refused(
                send(authorized("/luts", "Content-Type", form.contentType()).POST(form.body())), "unknown-parameter");
        assertThat(fault.get("field").stringValue()).isEqualTo("tag");
        assertThat(fault.get("detail").stringValue()).contains("'tags'");
        var images = new Multipart().file("images", "a.png", new byte[] {1});
        fault = refused(
                send(authorized("/training-jobs", "Content-Type", images.contentType())
                        .POST(images.body())),
                "unknown-parameter");
        assertThat(fault.get("detail").stringValue()).contains("'image'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /training-jobs | {'iteration': 5} | iteration | iterations",
                "POST | /training-jobs | {'iterations': 5, 'activated': true} | activated | activate",
                "POST | /luts/blend | {'weights': {'0': 1}, 'resolution': 9} | resolution | res",
                "PUT | /models/active | {'modell': 'film'} | modell | model",
                "POST | /api-keys | {'name': 'x', 'Admin': true} | Admin | admin"
            })
    void refusesUnknownProperties(String method, String path, String body, String name, String nearest) {
        var fault = refused(
                send(authorized(path, "Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))),
                "unknown-property");
        assertThat(fault.get("field").stringValue()).isEqualTo(name);
        assertThat(fault.get("detail").stringValue()).isEqualTo("unknown; did you mean '%s'?".formatted(nearest));
    }

    @Test
    void refusesUnknownPropertiesOfAJobThatComesWithPhotographs() {
        var form = new Multipart().file("image", "a.png", new byte[] {1}).json("job", "{\"iteration\": 5}");
        refused(
                send(authorized("/training-jobs", "Content-Type", form.contentType())
                        .POST(form.body())),
                "unknown-property");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/luts/0.cube?res=5&", "/luts?&page=0", "/livez?x=1", "/swagger-ui/index.html?x=1"})
    void leavesTheOthersAlone(String path) {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    private static JsonNode refused(HttpResponse<byte[]> response, String code) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(response).get("code").stringValue()).isEqualTo(code);
        return json(response).at("/errors/0");
    }
}
