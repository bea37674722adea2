package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends ServiceTest {

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
