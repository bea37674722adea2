package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.lutra.network.learn.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EncodeProgressTest {

    private static final int BATCH = 12;

    private final RunningJob job = new RunningJob(new TakenJob(
            new Job(
                    UUID.fromString("00000000-0000-0000-0000-000000000001"),
                    JobMode.ENCODE,
                    "Encode 12 LUTs",
                    JobState.RUNNING,
                    new JobProgress(0, 0, 0, null, null, null, null),
                    "film",
                    null,
                    1,
                    "w",
                    "cpu",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null,
                    1),
            mock(JobOrder.class),
            0,
            false));

    @Test
    void countsLutsWhileABatchIsWorkedOn() {
        var progress = new EncodeProgress(job, BATCH + 3, 3);
        List<Integer> seen = new ArrayList<>(List.of(job.progress().iteration()));
        for (int iteration = 0; iteration <= 4000; iteration += 200) {
            progress.encoding(new Progress(iteration, 4000, 0.1, 1, 1, Duration.ZERO), BATCH);
            seen.add(job.progress().iteration());
        }
        assertThat(seen).isSorted().startsWith(3).contains(4, 6, 7);
        // They are measured on several threads, which tell of it in any order.
        for (int measured : new int[] {2, 1, 3, 5, 4, 12, 6}) {
            progress.measured(measured, BATCH);
            seen.add(job.progress().iteration());
        }
        assertThat(seen).isSorted().contains(9, 15);
        assertThat(job.progress().iterations()).isEqualTo(BATCH + 3);
        progress.done(BATCH);
        assertThat(job.progress().iteration()).isEqualTo(BATCH + 3);
        assertThat(job.progress().fraction()).isEqualTo(1);
    }
}
