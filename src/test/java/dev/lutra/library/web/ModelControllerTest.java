package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import dev.lutra.TestModels;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelControllerTest extends ServiceTest {

    @AfterEach
    void activateFilm() {
        assertThat(activate("film").statusCode()).isEqualTo(200);
    }

    @Test
    void describesModels() {
        JsonNode film = json(get("/models/film"));
        assertThat(film.get("active").booleanValue()).isTrue();
        assertThat(film.at("/shape/blocks").intValue()).isEqualTo(2);
        assertThat(film.at("/fidelity/deltaE76/mean").doubleValue()).isEqualTo(0.5);
        JsonNode all = json(get("/models"));
        assertThat(all.propertyNames()).containsExactly("items", "page", "size", "total");
        assertThat(all.get("items").values()).contains(film);
        assertThat(all.get("total").intValue()).isEqualTo(all.get("items").size());
        assertThat(json(get("/models?size=1&page=1")).get("items").values())
                .containsExactly(all.get("items").get(1));
        assertThat(get("/models?size=0").statusCode()).isEqualTo(422);
        assertThat(get(film.at("/links/luts").stringValue()).statusCode()).isEqualTo(200);
        assertThat(json(get("/models/gone")).get("code").stringValue()).isEqualTo("model-not-found");
    }

    @Test
    void givesTheFileWholeOrInPart() throws IOException {
        Model film = read(get("/models/film.safetensors"));
        assertThat(film.network())
                .usingRecursiveComparison()
                .isEqualTo(TestModels.film().network());
        assertThat(film.embeddings().subList(0, 6))
                .usingRecursiveComparison()
                .isEqualTo(TestModels.film().embeddings());
        Model part = read(get("/models/film.safetensors?luts=kodak-gold-200,1"));
        assertThat(part.luts()).extracting(ModelLut::id).containsExactly("kodak-gold-200", "ilford-hp5");
        assertThat(get("/models/film.safetensors?luts=gone").statusCode()).isEqualTo(404);
    }

    @Test
    void switchesAndRollsBack() {
        String before = header(get("/luts/kodak-portra-160.cube"), "ETag");
        assertThat(activate("other").statusCode()).isEqualTo(200);
        assertThat(json(get("/luts/kodak-portra-160")).get("model").stringValue())
                .isEqualTo("other");
        assertThat(header(get("/luts/kodak-portra-160.cube"), "ETag")).isNotEqualTo(before);
        assertThat(header(get("/luts/kodak-portra-160.cube?model=film"), "ETag"))
                .isEqualTo(before);
        assertThat(json(get("/luts/ilford-hp5")).get("model").stringValue()).isEqualTo("film");
        assertThat(json(get("/actuator/info")).at("/lutra/model").stringValue()).isEqualTo("other");
        activate("film");
        assertThat(header(get("/luts/kodak-portra-160.cube"), "ETag")).isEqualTo(before);
    }

    @Test
    void tellsWhatEachModelIsUsedFor() {
        JsonNode undo = json(get("/models/undo"));
        assertThat(undo.get("bijective").booleanValue()).isTrue();
        assertThat(undo.get("active").booleanValue()).isFalse();
        assertThat(uses("undo")).isEqualTo("[\"inverses\"]");
        assertThat(uses("film")).isEqualTo("[\"requests\"]");
        assertThat(uses("other")).isEqualTo("[]");
        assertThat(activate("undo").statusCode()).isEqualTo(200);
        assertThat(json(get("/models/film")).get("active").booleanValue()).isTrue();
        activate("other");
        assertThat(uses("film")).isEqualTo("[]");
        assertThat(uses("other")).isEqualTo("[\"requests\"]");
    }

    private String uses(String model) {
        JsonNode described = json(get("/models/" + model));
        String uses = described.get("uses").toString();
        assertThat(described.get("active").booleanValue()).isEqualTo(uses.contains("requests"));
        return uses;
    }

    @Test
    void refusesWhatIsNotThereAndWhoHasNoKey() {
        assertThat(activate("gone").statusCode()).isEqualTo(404);
        assertThat(activate("").statusCode()).isEqualTo(422);
        assertThat(send(request("/models/active", "Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"model\":\"other\"}")))
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<byte[]> activate(String model) {
        return send(authorized("/models/active", "Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"model\":\"%s\"}".formatted(model))));
    }

    private static Model read(HttpResponse<byte[]> file) throws IOException {
        assertThat(header(file, "Content-Disposition")).contains("film.safetensors");
        return ModelFile.read(new ByteArrayInputStream(file.body()));
    }
}
