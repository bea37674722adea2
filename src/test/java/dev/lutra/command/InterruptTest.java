package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lutra.TestModels;
import dev.lutra.TestProcess;
import dev.lutra.Waiting;
import dev.lutra.library.upload.TestUploads;
import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that Ctrl-C interrupts: each is a process of its own, which gets the signal. */
@Tag("slow")
class InterruptTest {

    private static final int SIGINT = 2;
    private static final int INTERRUPTED = 130;
    private static final String PROGRESS = "iteration ";

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        assumeFalse(isDeaf(), "SIGINT cannot be sent here, or is ignored by what runs in the background");
        Path looks = Files.createDirectory(folder.resolve("looks"));
        for (int seed = 0; seed < 3; seed++) {
            Files.write(looks.resolve("look-%d.cube".formatted(seed)), TestUploads.cube(TestUploads.look(seed, 9)));
        }
    }

    /** What a shell starts in the background is deaf to Ctrl-C, and so is all that it starts. */
    private static boolean isDeaf() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return System.getProperty("os.name").startsWith("Windows");
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line ->
                        new BigInteger(line.substring("SigIgn:".length()).strip(), 16).testBit(SIGINT - 1));
    }

    @Test
    void trainingGoesOnFromItsCheckpointAsIfNothingHadHappened() throws Exception {
        Path out = folder.resolve("m.safetensors");
        Path checkpoint = folder.resolve("m.safetensors.checkpoint");
        int iterations = 5_000;
        Ended interrupted;
        do {
            // Until it takes so long that the signal comes in time.
            iterations *= 4;
            interrupted = interrupt(train(out, iterations, 1));
        } while (interrupted.status == 0);
        assertThat(interrupted.status).as(interrupted.printed).isEqualTo(INTERRUPTED);
        assertThat(interrupted.printed)
                .contains("interrupted; the same command continues from " + checkpoint)
                .doesNotContain("gave up waiting");
        assertThat(checkpoint).exists();

        Ended other = run(train(out, iterations, 2));
        assertThat(other.status).as(other.printed).isEqualTo(1);
        assertThat(other.printed).contains("the checkpoint is of a run with other settings");
        assertThat(checkpoint).exists();

        Ended resumed = run(train(out, iterations, 1));
        assertThat(resumed.status).as(resumed.printed).isZero();
        assertThat(resumed.printed).contains("continuing from " + checkpoint);
        assertThat(checkpoint).doesNotExist();

        Path straight = folder.resolve("straight.safetensors");
        assertThat(run(train(straight, iterations, 1)).status).isZero();
        Model expected = ModelFile.read(straight);
        Model actual = ModelFile.read(out);
        assertThat(actual.network()).usingRecursiveComparison().isEqualTo(expected.network());
        assertThat(actual.embeddings()).usingRecursiveComparison().isEqualTo(expected.embeddings());
    }

    @Test
    void encodingLeavesNothing() throws Exception {
        Path model = folder.resolve("film.safetensors");
        ModelFile.write(TestModels.film(), model);
        Path out = folder.resolve("grown.safetensors");
        Ended interrupted = interrupt(List.of(
                "encode",
                "--model",
                model.toString(),
                "--luts",
                folder.resolve("looks").toString(),
                "--out",
                out.toString(),
                "--iterations",
                "10000000",
                "--device",
                TestModels.DEVICE_NAME));
        assertThat(interrupted.status).as(interrupted.printed).isEqualTo(INTERRUPTED);
        assertThat(interrupted.printed).doesNotContain("gave up waiting");
        assertThat(out).doesNotExist();
        assertThat(ModelFile.read(model).luts()).hasSize(6);
    }

    private List<String> train(Path out, int iterations, int seed) {
        return List.of(
                "train",
                "--luts",
                folder.resolve("looks").toString(),
                "--out",
                out.toString(),
                "--blocks",
                "2",
                "--width",
                "16",
                "--iterations",
                "" + iterations,
                "--colors",
                "16",
                "--seed",
                "" + seed,
                "--device",
                TestModels.DEVICE_NAME);
    }

    /** @param printed on both streams */
    private record Ended(int status, String printed) {}

    private Ended run(List<String> command) throws Exception {
        return end(start(command));
    }

    /** Sends the signal as soon as there is progress. */
    private Ended interrupt(List<String> command) throws Exception {
        Process process = start(command);
        Waiting.until("progress", () -> !process.isAlive() || printed().contains(PROGRESS));
        if (process.isAlive()) {
            var kill = new ProcessBuilder("kill", "-INT", "" + process.pid()).start();
            assertThat(kill.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        return end(process);
    }

    private Process start(List<String> command) throws IOException {
        return TestProcess.java(List.of(), "dev.lutra.Lutra", command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        try {
            assertThat(process.waitFor(Waiting.LIMIT)).as(printed()).isTrue();
            return new Ended(process.exitValue(), printed());
        } finally {
            process.destroyForcibly();
        }
    }

    private String printed() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("log");
    }
}
