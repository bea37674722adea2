package dev.lutra.library.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.TestDatabase;
import dev.lutra.TestProcess;
import dev.lutra.Waiting;
import dev.lutra.library.TestLibrary;
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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that is killed (kill -9) in the middle of an upload leaves all of it or nothing of it. */
@Tag("slow")
class UploadKillTest {

    private static final String KEY = "the-key-of-the-tests";
    private static final int LUTS = 300;
    /** Kills when the file of the database has grown by so much: at the first writes, and some way into them. */
    private static final int[] KILL_AFTER_BYTES = {1, 1 << 20, 2 << 20};

    @TempDir
    private Path noModels;

    @Test
    void leavesAllOrNothing() throws Exception {
        Map<String, Object> database = TestDatabase.H2.settings();
        byte[] archive = archive();
        int broken = 0;
        for (int grown : KILL_AFTER_BYTES) {
            boolean answered = uploadAndKill(database, archive, grown);
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
    private boolean uploadAndKill(Map<String, Object> database, byte[] archive, int grown) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process service = start(database, port);
        try {
            URI address = URI.create("http://localhost:" + port);
            awaitReady(address, service);
            Path file =
                    Path.of(Objects.requireNonNull(database.get("LUTRA_DATA")).toString(), "lutra.mv.db");
            long before = Files.size(file);
            var upload = new Multipart().file("file", "looks.zip", archive);
            CompletableFuture<HttpResponse<Void>> answer = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(address.resolve("/luts"))
                                    .header("Authorization", "Bearer " + KEY)
                                    .header("Content-Type", upload.contentType())
                                    .POST(upload.body())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            Waiting.until("writing", () -> answer.isDone() || Files.size(file) >= before + grown);
            boolean answered = answer.isDone();
            assertThat(service.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
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

    private static void awaitReady(URI address, Process service) {
        HttpRequest ready = HttpRequest.newBuilder(address.resolve("/livez")).build();
        Waiting.until("readiness", () -> {
            try (var client = HttpClient.newHttpClient()) {
                return client.send(ready, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                assertThat(service.isAlive()).isTrue();
                return false;
            }
        });
    }

    private static byte[] archive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int seed = 0; seed < LUTS; seed++) {
            entries.put("look-%d.cube".formatted(seed), TestUploads.cube(TestUploads.look(seed, 17)));
        }
        return TestUploads.zip(entries);
    }
}
