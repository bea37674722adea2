package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                .containsExactlyInAnyOrder("id", "title", "tags", "source", "warnings", "links");
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
                .containsExactly("file", "title", "tags", "license", "attribution", "encode");
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

    @Test
    void asksForKeysWhereTheyAreNeeded() {
        JsonNode api = json(get("/v3/api-docs"));
        assertThat(api.at("/components/securitySchemes/apiKey/scheme").stringValue())
                .isEqualTo("bearer");
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    boolean administers = path.getKey().startsWith("/api-keys");
                    boolean writes =
                            !operation.getKey().equals("get") && !path.getKey().equals("/luts/blend");
                    JsonNode description = operation.getValue();
                    String name = operation.getKey() + " " + path.getKey();
                    assertThat(description.has("security")).as(name).isEqualTo(administers || writes);
                    assertThat(description.get("responses").has("401")).as(name).isEqualTo(administers || writes);
                    assertThat(description.get("responses").has("403")).as(name).isEqualTo(administers);
                }));
        JsonNode add = api.get("paths").get("/api-keys").get("post");
        assertThat(add.at("/responses/201/content").propertyNames()).containsExactly("application/json");
        assertThat(add.get("responses").has("200")).isFalse();
    }

    @Test
    void offersAPage() {
        assertThat(header(get("/"), "Location")).endsWith("/swagger-ui.html");
        assertThat(get("/swagger-ui.html").statusCode()).isEqualTo(302);
        assertThat(text(get("/swagger-ui/index.html"))).contains("swagger-ui");
    }
}
