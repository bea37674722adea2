package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.TestDatabase;
import dev.lutra.TestProcess;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that is killed (kill -9) in the middle of an upload leaves all of it or nothing of it. */
class UploadKillTest {

    private static final String KEY = "the-key-of-the-tests";
    private static final int LUTS = 300;
    private static final int[] KILL_AFTER_MILLIS = {300, 900, 1500};

    @TempDir
    private Path noModels;

    @Test
    void leavesAllOrNothing() throws Exception {
        Map<String, Object> database = TestDatabase.H2.settings();
        byte[] archive = archive();
        int broken = 0;
        for (int delay : KILL_AFTER_MILLIS) {
            boolean answered = uploadAndKill(database, archive, delay);
            broken += answered ? 0 : 1;
            try (var library = new TestLibrary(database, noModels)) {
                int luts = library.library().luts().size();
                assertThat(luts).isIn(answered ? List.of(LUTS) : List.of(0, LUTS));
                assertThat(library.bean(JdbcClient.class)
                                .sql("select count(*) from source")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(luts);
            }
        }
        assertThat(broken).as("kills before the answer").isPositive();
    }

    /** Whether the upload was answered before the kill. */
    private boolean uploadAndKill(Map<String, Object> database, byte[] archive, int delay) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process service = start(database, port);
        try {
            URI address = URI.create("http://localhost:" + port);
            awaitReady(address, service);
            var upload = new Multipart().file("file", "looks.zip", archive);
            CompletableFuture<HttpResponse<Void>> answer = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(address.resolve("/luts"))
                                    .header("Authorization", "Bearer " + KEY)
                                    .header("Content-Type", upload.contentType())
                                    .POST(upload.body())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            Thread.sleep(delay);
            boolean answered = answer.isDone();
            service.destroyForcibly().waitFor();
            return answered;
        } finally {
            service.destroyForcibly();
        }
    }

    private Process start(Map<String, Object> database, int port) throws IOException {
        File log = Files.createTempFile(Files.createDirectories(Path.of("target", "killed")), "service-", ".log")
                .toFile();
        return TestProcess.prepare(database, "lutra.roles=api", "lutra.api-key=" + KEY, "server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static void awaitReady(URI address, Process service) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(address.resolve("/livez")).build();
        long end = System.nanoTime() + 120_000_000_000L;
        while (true) {
            try {
                if (HttpClient.newHttpClient()
                                .send(ready, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                assertThat(service.isAlive()).isTrue();
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static byte[] archive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int seed = 0; seed < LUTS; seed++) {
            entries.put("look-%d.cube".formatted(seed), TestUploads.cube(TestUploads.look(seed, 17)));
        }
        return TestUploads.zip(entries);
    }
}
