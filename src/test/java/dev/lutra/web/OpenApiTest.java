package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends ServiceTest {

    /** Clients are made from this file; run with {@code -Dlutra.openapi.write}, the test writes it anew. */
    private static final Path COMMITTED = Path.of("openapi.yaml");

    @Test
    void isWhatIsCommitted() throws IOException {
        String served = text(get("/v3/api-docs.yaml"));
        if (System.getProperty("lutra.openapi.write") != null) {
            Files.writeString(COMMITTED, served);
        }
        List<String> expected = Files.readAllLines(COMMITTED);
        List<String> actual = served.lines().toList();
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        assertThat(actual.stream().skip(same).findFirst())
                .as(
                        "%s, line %d. The interface has changed; if that is meant to be, run"
                                + " ./mvnw test -Dtest=OpenApiTest -Dlutra.openapi.write and commit the file",
                        COMMITTED, same + 1)
                .isEqualTo(expected.stream().skip(same).findFirst());
    }

    @Test
    void namesWhatIsAlwaysThereAndWhatMayBeNull() {
        JsonNode schemas = json(get("/v3/api-docs")).at("/components/schemas");
        JsonNode lut = schemas.get("Lut");
        assertThat(lut.get("required").values())
                .extracting(JsonNode::stringValue)
                .containsExactlyInAnyOrder(
                        "id", "title", "tags", "source", "accuracy", "warnings", "traits", "createdAt", "links");
        assertThat(lut.at("/properties/index/type").toString()).isEqualTo("[\"integer\",\"null\"]");
        assertThat(lut.at("/properties/fidelity").toString())
                .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/components/schemas/Fidelity\"},{\"type\":\"null\"}]}");
        assertThat(schemas.at("/TrainingRequest/required").isMissingNode()).isTrue();
    }

    @Test
    void describesUploadsAsForms() {
        JsonNode upload = json(get("/v3/api-docs")).at("/paths/~1luts/post");
        assertThat(upload.has("parameters")).isFalse();
        assertThat(upload.at("/requestBody/content/multipart~1form-data/schema/properties")
                        .propertyNames())
                .containsExactly("file", "title", "tags", "license", "attribution", "accuracy", "encode", "token");
    }

    @Test
    void namesOperations() {
        List<String> names = json(get("/v3/api-docs")).findValuesAsString("operationId");
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+[A-Z][A-Za-z]+"));
    }

    @Test
    void describesTheRealMediaTypes() {
        JsonNode api = json(get("/v3/api-docs"));
        assertThat(api.at("/info/title").stringValue()).isEqualTo("Lutra");
        JsonNode cube = api.get("paths").get("/luts/{id}.cube").get("get");
        assertThat(cube.at("/responses/200/content").propertyNames()).containsExactly("text/plain");
        JsonNode png = api.get("paths").get("/luts/{id}.png").get("get");
        assertThat(png.at("/responses/200/content").propertyNames()).containsExactly("image/png");
        assertThat(png.at("/responses/200/content/image~1png/schema/format").stringValue())
                .isEqualTo("binary");
        assertThat(cube.at("/responses/422/content").propertyNames()).containsExactly("application/problem+json");
    }

    @Test
    void describesParameters() {
        JsonNode api = json(get("/v3/api-docs"));
        for (JsonNode parameter :
                api.get("paths").get("/luts/{id}.png").get("get").get("parameters")) {
            assertThat(parameter.has("description")).as(parameter.toString()).isTrue();
            assertThat(parameter.has("example")).as(parameter.toString()).isTrue();
        }
        assertThat(api.toString()).doesNotContain("HttpServletRequest").doesNotContain("StreamingResponseBody");
    }

    @ParameterizedTest
    @CsvSource({
        "listApiKeys, 400 401 403 503 default",
        "addApiKey, 400 401 403 413 415 422 503 507 default",
        "getApiKey, 400 401 403 404 503 default",
        "revokeApiKey, 400 401 403 404 409 503 507 default",
        "listLuts, 400 404 422 503 default",
        "uploadLuts, 400 401 413 415 422 429 503 507 default",
        "blendLuts, 400 413 415 422 429 503 default",
        "getBlendCube, 400 422 429 503 default",
        "getBlendHald, 400 422 429 503 default",
        "getLut, 400 404 503 default",
        "getSimilarLuts, 400 404 409 422 429 503 default",
        "findSimilarLuts, 400 411 413 415 422 429 503 default",
        "deleteLut, 400 401 404 503 507 default",
        "getLutCube, 400 404 422 429 503 default",
        "getLutHald, 400 404 422 429 503 default",
        "getLutPreview, 400 404 422 429 503 default",
        "getBlendPreview, 400 422 429 503 default",
        "applyLut, 400 404 413 415 422 429 503 default",
        "applyBlend, 400 413 415 422 429 503 default",
        "getLutsArchive, 400 404 422 429 503 default",
        "getOcioArchive, 400 404 422 429 503 default",
        "getInverse, 400 404 422 429 503 default",
        "getInverseCube, 400 404 422 429 503 default",
        "getInverseHald, 400 404 422 429 503 default",
        "deleteLutSource, 400 401 404 409 503 507 default",
        "listModels, 400 503 default",
        "activateModel, 400 401 404 413 415 422 503 507 default",
        "getModel, 400 404 503 default",
        "getModelFile, 400 404 503 default",
        "listTrainingJobs, 400 422 503 default",
        "submitTrainingJob, 400 401 413 415 422 503 507 default",
        "getTrainingJob, 400 404 503 default",
        "cancelTrainingJob, 400 401 404 409 503 507 default",
        "followTrainingJob, 400 404 503 default"
    })
    void namesTheProblemsOfEachOperation(String operation, String problems) {
        JsonNode responses = responses(operation);
        List<String> statuses = List.of(problems.split(" ", -1));
        assertThat(responses.propertyNames().stream().filter(status -> !status.matches("[23]..")))
                .containsExactlyInAnyOrderElementsOf(statuses);
        for (String status : statuses) {
            JsonNode response = responses.get(status);
            assertThat(response.get("content").propertyNames()).containsExactly("application/problem+json");
            assertThat(response.at("/headers/Retry-After").isMissingNode())
                    .as(status)
                    .isEqualTo(!status.equals("429") && !status.equals("503"));
        }
    }

    @Test
    void describesEveryOperation() {
        assertThat(operations())
                .hasSize(41)
                .allSatisfy((name, operation) -> assertThat(
                                operation.get("responses").propertyNames())
                        .anyMatch(status -> status.startsWith("2")));
    }

    /** One text for all would tell nothing of any of them. */
    @Test
    void tellsWhatIsNotThere() {
        Map<String, String> missing = new TreeMap<>();
        operations().forEach((name, operation) -> {
            JsonNode description = operation.at("/responses/404/description");
            if (!description.isMissingNode()) {
                missing.put(name, description.stringValue());
            }
        });
        assertThat(missing)
                .hasSize(24)
                .containsEntry("getApiKey", "There is no such key")
                .containsEntry("getTrainingJob", "There is no such job")
                .containsEntry("getModel", "There is no such model")
                .containsEntry("deleteLut", "There is no such LUT");
        assertThat(missing.get("getLutCube")).contains("LUT", "model", "source");
    }

    @ParameterizedTest
    @CsvSource({
        "getLut, /luts/nobody",
        "getLut, /luts/0?model=gone",
        "getSimilarLuts, /luts/nobody/similar",
        "listLuts, /luts?size=0",
        "listLuts, /luts?page=x",
        "listLuts, /luts?model=gone",
        "getLutCube, /luts/nobody.cube",
        "getLutHald, /luts/0.png?level=1",
        "getLutsArchive, /luts.zip?q=nobody",
        "getOcioArchive, /ocio.zip?res=1",
        "getBlendCube, /luts/blend.cube?mix=nobody:1",
        "getLutPreview, /luts/nobody/preview.jpg",
        "getBlendPreview, /luts/blend/preview.jpg?width=1&mix=0:1",
        "getInverse, /luts/nobody/inverse",
        "getInverseCube, /luts/0/inverse.cube?res=1",
        "getModel, /models/gone",
        "getModelFile, /models/film.safetensors?luts=nobody",
        "getTrainingJob, /training-jobs/none",
        "listTrainingJobs, /training-jobs?size=0",
        "getApiKey, /api-keys/x"
    })
    void describesWhatItAnswers(String operation, String path) {
        var response = send(authorized(path));
        assertThat(responses(operation).propertyNames()).contains("" + response.statusCode());
        JsonNode problem = json(response);
        JsonNode schemas = json(get("/v3/api-docs")).at("/components/schemas");
        assertThat(schemas.at("/Problem/properties").propertyNames())
                .contains("traceId")
                .containsAll(problem.propertyNames());
        if (problem.has("errors")) {
            assertThat(schemas.at("/Fault/properties").propertyNames())
                    .containsAll(problem.at("/errors/0").propertyNames());
        }
    }

    private JsonNode responses(String operation) {
        return Objects.requireNonNull(operations().get(operation)).get("responses");
    }

    /** By the name that clients call it. */
    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (JsonNode path : json(get("/v3/api-docs")).get("paths")) {
            for (JsonNode operation : path) {
                operations.put(operation.get("operationId").stringValue(), operation);
            }
        }
        return operations;
    }

    @Test
    void asksForKeysWhereTheyAreNeeded() {
        JsonNode api = json(get("/v3/api-docs"));
        assertThat(api.at("/components/securitySchemes/apiKey/scheme").stringValue())
                .isEqualTo("bearer");
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    boolean administers = path.getKey().startsWith("/api-keys");
                    boolean needsKey = administers
                            || !operation.getKey().equals("get") && isRefused(operation.getKey(), path.getKey());
                    JsonNode description = operation.getValue();
                    String name = operation.getKey() + " " + path.getKey();
                    assertThat(description.has("security")).as(name).isEqualTo(needsKey);
                    assertThat(description.get("responses").has("401")).as(name).isEqualTo(needsKey);
                    assertThat(description.get("responses").has("403")).as(name).isEqualTo(administers);
                }));
        JsonNode add = api.get("paths").get("/api-keys").get("post");
        assertThat(add.at("/responses/201/content").propertyNames()).containsExactly("application/json");
        assertThat(add.get("responses").has("200")).isFalse();
    }

    /** Whether the service refuses a request that has no key. */
    private boolean isRefused(String method, String path) {
        var request = request(path.replaceAll("\\{[a-z]+}", "none"))
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
        return send(request).statusCode() == 401;
    }

    @Test
    void offersAPage() {
        assertThat(get("/swagger-ui.html").statusCode()).isEqualTo(302);
        assertThat(text(get("/swagger-ui/index.html"))).contains("swagger-ui");
    }
}
