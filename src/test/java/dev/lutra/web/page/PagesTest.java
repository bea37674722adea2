package dev.lutra.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest extends ServiceTest {

    private static final Path FILES = Path.of("src/main/resources/static");
    private static final String TOKEN = "LAC-bOYnxc1jx0XeZYJ1qp6tium8Q145mdEZwN291Nc";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                    + "worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    @Test
    void showsTheGallery() {
        HttpResponse<byte[]> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(text(page))
                .contains("<title>Lutra</title>", "<meta property=\"og:url\" content=\"" + address() + "/\">")
                .doesNotContain("og:image")
                .containsOnlyOnce("name=\"description\"");
    }

    @Test
    void tellsLinkPreviewsAboutALook() {
        HttpResponse<byte[]> page = get("/looks/kodak-portra-160?utm_source=elsewhere&strength=0.5");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page))
                .contains(
                        "<title>Kodak Portra 160 – Lutra</title>",
                        "<meta property=\"og:title\" content=\"Kodak Portra 160 – Lutra\">",
                        "<meta property=\"og:url\" content=\"" + address() + "/looks/kodak-portra-160\">",
                        "<meta property=\"og:image\" content=\"" + address()
                                + "/luts/kodak-portra-160/preview.jpg?width=1200\">",
                        "<meta name=\"twitter:card\" content=\"summary_large_image\">");
    }

    @Test
    void escapesTitles() {
        assertThat(text(get("/looks/ilford-hp5")))
                .contains("<title>Ilford HP5 &quot;+&quot; – Lutra</title>")
                .doesNotContain("\"+\"");
        assertThat(text(get("/looks/a.b"))).contains("/luts/a.b/preview.jpg");
    }

    @Test
    void namesALookByItsSlug() {
        assertThat(text(get("/looks/0"))).contains(address() + "/looks/kodak-portra-160\"");
    }

    @Test
    void showsTokens() {
        assertThat(text(get("/t/" + TOKEN)))
                .contains(
                        "<title>A shared look – Lutra</title>",
                        address() + "/t/" + TOKEN + "\"",
                        address() + "/tokens/" + TOKEN + "/preview.jpg?width=1200\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/looks/gone", "/looks/9999", "/looks/%22%3E%3Cscript%3E", "/t/AQ_x-9", "/t/a.b", "/t/%22%3E"})
    void saysInThePageThatThereIsNoSuchLook(String path) {
        HttpResponse<byte[]> page = get(path);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(text(page)).contains("<title>Lutra</title>").doesNotContain("og:image", "og:url", "\"><script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nonexistent",
                "/looks",
                "/looks/",
                "/looks/a/b",
                "/t",
                "/app/nothing.js",
                "/app/",
                "/static/index.html",
                "/application.yaml",
                "/webjars/swagger-ui/index.html"
            })
    void hasNoPageForOtherAddresses(String path) {
        HttpResponse<byte[]> answer = get(path, "Accept", "application/json");
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(get(path, "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesToLeaveTheFolder() {
        assertThat(get("/app/../application.yaml").statusCode()).isEqualTo(400);
        assertThat(get("/%2e%2e/application.yaml").statusCode()).isEqualTo(400);
    }

    @Test
    void isReadOnly() {
        for (String path : List.of("/", "/favicon.svg")) {
            assertThat(send(request(path).POST(BodyPublishers.noBody())).statusCode())
                    .isEqualTo(401);
            assertThat(send(authorized(path).POST(BodyPublishers.noBody())).statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> "/" + FILES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void servesItsFiles(String path) throws IOException {
        HttpResponse<byte[]> file = get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(Files.readAllBytes(FILES.resolve(path.substring(1))));
        String type = switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "css" -> "text/css";
            case "html" -> "text/html";
            case "ico" -> "image/";
            case "jpg" -> "image/jpeg";
            case "js" -> "text/javascript";
            case "svg" -> "image/svg+xml";
            case "ts", "txt" -> "text/plain";
            case "webmanifest" -> "application/manifest+json";
            default -> throw new AssertionError("no media type is known here for " + path);
        };
        assertThat(header(file, "Content-Type")).startsWith(type);
        assertThat(header(file, "Content-Security-Policy")).isEqualTo(POLICY);
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/looks/kodak-portra-160", "/lutra.js", "/favicon.svg"})
    void letsCachesKeepIt(String path) throws IOException {
        HttpResponse<byte[]> plain = get(path);
        HttpResponse<byte[]> gzipped = get(path, "Accept-Encoding", "br, gzip");
        assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(get(path, "Accept-Encoding", "gzip;q=0"), "ETag")).isEqualTo(header(plain, "ETag"));
        try (var body = new GZIPInputStream(new ByteArrayInputStream(gzipped.body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text(plain));
        }
        assertThat(header(gzipped, "ETag")).matches("\"[0-9a-f]{64}\"").isNotEqualTo(header(plain, "ETag"));

        for (HttpResponse<byte[]> answer : List.of(plain, gzipped)) {
            String encoding = header(answer, "Content-Encoding").isEmpty() ? "identity" : "gzip";
            HttpResponse<byte[]> unchanged =
                    get(path, "Accept-Encoding", encoding, "If-None-Match", header(answer, "ETag"));
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
            HttpResponse<byte[]> head =
                    send(request(path, "Accept-Encoding", encoding).HEAD());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
            for (HttpResponse<byte[]> each : List.of(answer, unchanged, head)) {
                assertThat(header(each, "ETag")).isEqualTo(header(answer, "ETag"));
                assertThat(each.headers().allValues("Vary")).contains("Accept-Encoding");
                assertThat(header(each, "Cache-Control")).isEqualTo("no-cache, public");
                assertThat(each.headers().firstValue("Last-Modified")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/lutra.js, *", "/lutra.d.ts, *", "/lutra/worker.js, *", "/luts, *", "/, ''", "/looks/0, ''"})
    void letsOtherSitesImportTheLibrary(String path, String origins) {
        assertThat(header(get(path, "Origin", "https://example.org"), "Access-Control-Allow-Origin"))
                .isEqualTo(origins);
    }

    @Test
    void restrictsWhatBrowsersDo() {
        for (String path : List.of("/", "/looks/gone", "/luts", "/luts/gone", "/v3/api-docs", "/nothing")) {
            assertThat(header(get(path), "Content-Security-Policy")).as(path).isEqualTo(POLICY);
        }
        assertThat(header(get("/swagger-ui/index.html"), "Content-Security-Policy"))
                .isEqualTo(POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"));
        HttpResponse<byte[]> page = get("/");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }
}
