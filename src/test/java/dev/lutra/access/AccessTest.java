package dev.lutra.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AccessTest extends ServiceTest {

    private static final String[] JSON = {"Content-Type", "application/json"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/luts",
                "/luts/0.cube?res=2",
                "/v3/api-docs",
                "/actuator/health",
                "/actuator/prometheus",
                "/livez"
            })
    void letsAllRead(String path) {
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(get(path, "Authorization", "Bearer nonsense").statusCode()).isEqualTo(200);
        assertThat(send(request(path).HEAD()).statusCode()).isEqualTo(200);
    }

    @Test
    void leavesCachingToTheAnswers() {
        var lut = get("/luts/0.cube?res=2");
        assertThat(header(lut, "Cache-Control")).contains("max-age");
        assertThat(lut.headers().firstValue("Pragma")).isEmpty();
        assertThat(header(lut, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(lut.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/luts", "/luts/0", "/training-jobs", "/nothing", "/api-keys", "/api-keys/", "/logout"})
    void asksWhoWritesForAKey(String path) {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            assertRefused(
                    send(request(path).method(method, BodyPublishers.noBody())), 401, "api-key-missing", "Bearer");
        }
        var other = request(path, "Authorization", "Basic dTpw").POST(BodyPublishers.noBody());
        assertRefused(send(other), 401, "api-key-missing", "Bearer");
    }

    @Test
    void refusesUnknownKeys() {
        var unknown = request("/luts", "Authorization", "Bearer lutra_unknown").POST(BodyPublishers.noBody());
        assertRefused(send(unknown), 401, "api-key-invalid", "Bearer error=\"invalid_token\"");
    }

    /** Were it read, an unreadable one would be answered with 400, and a large one with 413. */
    @Test
    void looksAtKeysBeforeBodies() {
        var multipart = request("/luts", "Content-Type", "multipart/form-data; boundary=x");
        assertRefused(send(multipart.POST(BodyPublishers.ofString("no multipart"))), 401, "api-key-missing", "Bearer");
        var large = request("/luts").POST(BodyPublishers.ofByteArray(new byte[2_000_000]));
        assertRefused(send(large), 401, "api-key-missing", "Bearer");
        var form = request("/luts/0", "Content-Type", "application/x-www-form-urlencoded");
        assertRefused(send(form.PUT(BodyPublishers.ofString("a=%zz"))), 401, "api-key-missing", "Bearer");
    }

    @Test
    void spendsNoBodyOnARefusal() {
        var waiting = request("/luts").expectContinue(true).POST(BodyPublishers.ofByteArray(new byte[500_000]));
        assertRefused(send(waiting), 401, "api-key-missing", "Bearer");
    }

    @Test
    void addsUsesAndRevokesKeys() {
        var added = add("{\"name\":\"ci\"}");
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(header(added, "Cache-Control")).isEqualTo("no-store");
        JsonNode key = json(added);
        String secret = key.get("key").stringValue();
        assertThat(secret).startsWith("lutra_");
        assertThat(key.get("admin").booleanValue()).isFalse();
        assertThat(Instant.parse(key.get("createdAt").stringValue())).isBefore(Instant.now());

        String path = header(added, "Location");
        assertThat(path).isEqualTo("/api-keys/" + key.get("id").stringValue());
        JsonNode described = json(send(authorized(path).GET()));
        assertThat(described.propertyNames())
                .containsExactlyInAnyOrder("id", "name", "admin", "createdAt", "revokedAt");
        assertThat(described.get("name").stringValue()).isEqualTo("ci");
        var list = send(authorized("/api-keys").GET());
        assertThat(header(list, "Cache-Control")).isEqualTo("no-store");
        assertThat(json(list).propertyNames()).containsExactly("items", "page", "size", "total");
        assertThat(json(list).get("total").intValue())
                .isEqualTo(json(list).get("items").size());
        JsonNode beyond = json(send(authorized("/api-keys?size=1&page=1000").GET()));
        assertThat(beyond.get("items").isEmpty()).isTrue();
        assertThat(beyond.get("total")).isEqualTo(json(list).get("total"));
        assertThat(text(list)).contains(key.get("id").stringValue()).doesNotContain(secret, "hash");

        assertThat(send(write(secret)).statusCode()).isEqualTo(404);
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            var limited = request("/api-keys", "Authorization", "Bearer " + secret);
            assertRefused(
                    send(limited.method(method, BodyPublishers.noBody())),
                    403,
                    "admin-key-required",
                    "Bearer error=\"insufficient_scope\"");
        }

        assertThat(send(authorized(path).DELETE()).statusCode()).isEqualTo(204);
        assertRefused(send(write(secret)), 401, "api-key-invalid", "Bearer error=\"invalid_token\"");
        assertThat(json(send(authorized(path).GET())).get("revokedAt").isNull()).isFalse();
        assertThat(send(authorized(path).DELETE()).statusCode()).isEqualTo(204);
    }

    @Test
    void letsAdminKeysAdminister() {
        String secret =
                json(add("{\"name\":\"chief\",\"admin\":true}")).get("key").stringValue();
        assertThat(get("/api-keys", "Authorization", "bearer  " + secret).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesDoubtfulKeys() {
        for (String body : new String[] {"{}", "{\"name\":\" \"}", "{\"name\":\"" + "x".repeat(201) + "\"}"}) {
            var refused = add(body);
            assertThat(refused.statusCode()).as(body).isEqualTo(422);
            assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo("name");
        }
        assertThat(add("{").statusCode()).isEqualTo(400);
        assertThat(add("{\"name\":\"x\",\"admin\":\"perhaps\"}").statusCode()).isEqualTo(400);
        var unknown = send(authorized("/api-keys/" + UUID.randomUUID()).DELETE());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).get("code").stringValue()).isEqualTo("api-key-not-found");
        assertThat(send(authorized("/api-keys/1").DELETE()).statusCode()).isEqualTo(400);
    }

    @Test
    void letsPagesAnywhereWriteWithAKey() {
        var preflight = send(request(
                        "/luts/a",
                        "Origin",
                        "https://example.org",
                        "Access-Control-Request-Method",
                        "DELETE",
                        "Access-Control-Request-Headers",
                        "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("DELETE");
        assertThat(header(preflight, "Access-Control-Allow-Headers"))
                .isEqualToIgnoringCase("authorization, content-type");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        var refused = send(request("/luts/a", "Origin", "https://example.org").DELETE());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(get("/api-keys", "Origin", "https://example.org")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private HttpResponse<byte[]> add(String body) {
        return send(authorized("/api-keys", JSON).POST(BodyPublishers.ofString(body)));
    }

    /** Gets as far as there being no such thing. */
    private HttpRequest.Builder write(String secret) {
        return request("/nothing", "Authorization", "Bearer " + secret).DELETE();
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code, String challenge) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo(challenge);
        assertThat(json(response).get("code").stringValue()).isEqualTo(code);
    }
}
