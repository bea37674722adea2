package dev.lutra.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobControllerTest extends ServiceTest {

    @Test
    void answersAtOnceAndTellsTheEnd() {
        var response = post("{\"name\": \"Nothing\", \"luts\": [\"kodak-portra-160\"]}");
        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode job = json(response);
        String address = "/training-jobs/" + job.get("id").stringValue();
        assertThat(header(response, "Location")).isEqualTo(address);
        assertThat(job.get("name").stringValue()).isEqualTo("Nothing");
        assertThat(job.propertyNames())
                .containsExactly(
                        "id",
                        "mode",
                        "name",
                        "state",
                        "progress",
                        "model",
                        "error",
                        "attempt",
                        "worker",
                        "device",
                        "createdAt",
                        "startedAt",
                        "finishedAt",
                        "links");
        assertThat(job.get("progress").propertyNames())
                .containsExactly(
                        "iteration", "iterations", "fraction", "loss", "deltaE76", "samplesPerSecond", "etaSeconds");
        assertThat(job.at("/links/self").stringValue()).isEqualTo(address);
        String events = text(get(job.at("/links/events").stringValue()));
        assertThat(events).contains("\"state\":\"FAILED\"", "'kodak-portra-160'", "id:");
        assertThat(json(get(address)).get("finishedAt").isNull()).isFalse();
    }

    @Test
    void listsTheNewestFirst() {
        String first = json(post("{\"luts\": [\"a.b\"]}")).get("id").stringValue();
        String second = json(post("{\"luts\": [\"a.b\"]}")).get("id").stringValue();
        JsonNode page = json(get("/training-jobs?size=2"));
        assertThat(page.at("/items/0/id").stringValue()).isEqualTo(second);
        assertThat(page.at("/items/1/id").stringValue()).isEqualTo(first);
        assertThat(page.get("total").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(json(get("/training-jobs?size=1&page=1")).at("/items/0/id").stringValue())
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'mode': 'guess'} | mode",
                "{'preset': 'huge'} | preset",
                "{'colors': 'red'} | colors",
                "{'loss': 'grief'} | loss",
                "{'iterations': 0} | iterations",
                "{'iterations': 10000001} | iterations",
                "{'luts': []} | luts",
                "{'luts': ['a', '']} | luts[1]",
                "{'luts': [null]} | luts[0]",
                "{'name': ' '} | name",
                "{'name': ''} | name"
            })
    void namesThePropertyAtFault(String body, String field) {
        var response = post(body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").stringValue()).isEqualTo("invalid-parameters");
        assertThat(json(response).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'iterations': 'many'} | iterations",
                "{'iterations': 99999999999} | iterations",
                "{'luts': 7} | luts",
                "{'luts': [{}]} | luts[0]",
                "{'activate': 'perhaps'} | activate",
                "[] | ",
                "{ | ",
                "nonsense | "
            })
    void refusesWhatItCannotUnderstand(String body, @Nullable String field) {
        var response = post(body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("code").stringValue()).isEqualTo("invalid-body");
        assertThat(json(response).at("/errors/0/field").stringValue(null)).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "encode"})
    void namesEveryLutThatIsNotThereAtOnce(String mode) {
        int before = json(get("/training-jobs")).get("total").intValue();
        var response = post("{\"mode\": \"%s\", \"luts\": [\"nobody\", \"a.b\", \"absent\", \"99\"]}".formatted(mode));
        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode problem = json(response);
        assertThat(problem.get("code").stringValue()).isEqualTo("lut-not-found");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()
                                + ": "
                                + error.get("detail").stringValue()))
                .containsExactly(
                        "luts[0]: there is no LUT 'nobody'",
                        "luts[2]: there is no LUT 'absent'",
                        "luts[3]: there is no LUT '99'");
        assertThat(json(get("/training-jobs")).get("total").intValue()).isEqualTo(before);
    }

    @Test
    void namesTheModelThatIsNotThereAtOnce() {
        var response = post("{\"mode\": \"encode\", \"model\": \"gone\"}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").stringValue()).isEqualTo("model-not-found");
        assertThat(json(response).at("/errors/0/field").stringValue()).isEqualTo("model");
        assertThat(json(response).get("detail").stringValue()).contains("'gone'", "GET /models");
    }

    @Test
    void tellsWhatIsNotThere() {
        for (String id : new String[] {"7", "00000000-0000-0000-0000-000000000000"}) {
            for (String path : new String[] {"", "/events"}) {
                var response = get("/training-jobs/" + id + path);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(json(response).get("code").stringValue()).isEqualTo("job-not-found");
            }
        }
        assertThat(send(authorized("/training-jobs/7").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void needsAKeyToChangeAnything() {
        assertThat(send(request("/training-jobs").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(401);
        assertThat(send(request("/training-jobs/7").DELETE()).statusCode()).isEqualTo(401);
        assertThat(get("/training-jobs").statusCode()).isEqualTo(200);
    }

    @Test
    void describesItself() {
        JsonNode paths = json(get("/v3/api-docs")).get("paths");
        JsonNode events = paths.get("/training-jobs/{id}/events").get("get");
        assertThat(events.at("/responses/200/content").propertyNames()).containsExactly("text/event-stream");
        assertThat(events.toString()).doesNotContain("SseEmitter");
        JsonNode submit = paths.get("/training-jobs").get("post");
        assertThat(submit.at("/responses").propertyNames()).contains("202").doesNotContain("200");
    }

    @Test
    void countsForOperators() {
        String figures = text(get("/actuator/prometheus"));
        assertThat(figures)
                .contains(
                        "lutra_jobs_queued{mode=\"train\"}",
                        "lutra_jobs_running{mode=\"encode\"}",
                        "lutra_jobs_checkpoint_time_seconds",
                        "lutra_jobs_samples");
    }

    private HttpResponse<byte[]> post(String body) {
        return send(
                authorized("/training-jobs", "Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }
}
