package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.Mutations;
import dev.lutra.problem.PlainText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final Checkpoint CHECKPOINT = new Checkpoint(
            new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7, ColorDistribution.natural(), Loss.DELTA_E, true),
            123,
            25,
            List.of(new float[] {1, 2, 3}, new float[] {4}));

    @TempDir
    Path folder;

    @Test
    void readsFromAStreamWhatItWroteToOne() throws IOException {
        Checkpoint read = Checkpoint.read(new ByteArrayInputStream(bytes()));

        assertThat(read.settings()).isEqualTo(CHECKPOINT.settings());
        assertThat(read.fingerprint()).isEqualTo(123);
        assertThat(read.iteration()).isEqualTo(25);
        assertThat(read.tensors().get(0)).containsExactly(1, 2, 3);
        assertThat(read.tensors().get(1)).containsExactly(4);
    }

    @Test
    void readsUniformColorsAsUniform() throws IOException {
        var settings = new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7);
        var out = new ByteArrayOutputStream();
        new Checkpoint(settings, 1, 2, List.of()).write(out);

        assertThat(Checkpoint.read(new ByteArrayInputStream(out.toByteArray())).settings())
                .isEqualTo(settings)
                .isNotEqualTo(CHECKPOINT.settings());
    }

    @Test
    void refusesALossThatItDoesNotKnowAndNamesTheFile() throws IOException {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("run.checkpoint");
        Files.writeString(file, text.replace("DELTA_E", "DELTA_F"), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContainingAll("run.checkpoint", "no checkpoint", "DELTA_F");
    }

    @Test
    void refusesADamagedHistogram() throws IOException {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1);
        byte[] damaged = text.replace("\"colors\":\"TENI", "\"colors\":\"AAAA").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Checkpoint.read(new ByteArrayInputStream(damaged)))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("not a histogram");
    }

    /** A checkpoint of the database may be of any version, and its disk may fail. */
    @Test
    void survivesMutations() throws IOException {
        byte[] file = bytes();
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++) {
            byte[] mutated = Mutations.of(file, new SplittableRandom(seed));
            try {
                assertThat(Checkpoint.read(new ByteArrayInputStream(mutated)).tensors())
                        .isNotNull();
            } catch (InvalidModelFile e) {
                refused++;
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().matches(PlainText::isPlain);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(refused).isBetween(300, 1499);
    }

    private static byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        CHECKPOINT.write(out);
        return out.toByteArray();
    }
}
