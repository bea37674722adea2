package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.lutra.TestModels;
import dev.lutra.Waiting;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Preset;
import dev.lutra.network.engine.OutOfDeviceMemory;
import dev.lutra.network.learn.Training;
import dev.lutra.network.learn.TrainingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionOperations;

class JobRunnerTest {

    private static final JobSettings SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("lutra.jobs.worker", "w", "lutra.jobs.report", "20ms")))
            .bindOrCreate("lutra.jobs", JobSettings.class);

    private final UUID id = UUID.randomUUID();
    private final AttemptTable table = mock(AttemptTable.class);
    private final CheckpointTable checkpoints = mock(CheckpointTable.class);
    private final JobMetrics metrics = mock(JobMetrics.class);

    @BeforeEach
    void own() {
        take(0, false);
        when(table.isCancelRequested(id, 1)).thenReturn(Optional.of(false));
        when(table.report(eq(id), eq(1), any(), any())).thenReturn(true);
        when(table.end(eq(id), eq(1), any(), any())).thenReturn(true);
        when(table.giveBack(id, 1)).thenReturn(true);
    }

    @Test
    void leavesAJobThatHasEnded() {
        when(table.takeUp(id, "w")).thenReturn(Optional.empty());
        assertThat(run(job -> {})).isEqualTo(Outcome.OBSOLETE);
    }

    @Test
    void succeeds() {
        assertThat(run(job -> {})).isEqualTo(Outcome.SUCCEEDED);
        verify(metrics).ended(any(), eq(Outcome.SUCCEEDED), any());
    }

    @Test
    void passesOnWhatTheUserCanDoAboutIt() {
        assertThat(failure(job -> {
                    throw new JobFailed("Do this.");
                }))
                .isEqualTo("Do this.");
        verify(checkpoints).delete(id);
    }

    @Test
    void advisesAnotherSeedWhenTheLossIsNoNumber() {
        var wild = new TrainingSettings(Preset.TINY.shape(), 200, 16, Float.MAX_VALUE, 7);
        assertThat(failure(job -> {
                    try (var training = new Training(List.of(Lut3d.identity(5)), wild, TestModels.DEVICE, 1)) {
                        training.run(progress -> {}, () -> false);
                    }
                }))
                .contains("no longer a number", "another seed", "--rate");
    }

    @Test
    void advisesMoreMemoryWhereverItRanOut() {
        assertThat(failure(job -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .contains("not enough memory", "-Xmx");
        assertThat(failure(job -> {
                    throw new IllegalStateException("a training step failed", new OutOfMemoryError("Java heap space"));
                }))
                .contains("not enough memory");
        assertThat(failure(job -> {
                    throw new IllegalStateException(
                            "a training step failed",
                            new OutOfDeviceMemory(new IllegalStateException("CUDA out of memory. Tried to allocate")));
                }))
                .contains("not enough memory", "GPU");
    }

    @Test
    void pointsToTheLogForTheUnforeseen() {
        assertThat(failure(job -> {
                    throw new IllegalStateException("a secret");
                }))
                .contains("log", "error ")
                .doesNotContain("secret");
    }

    @Test
    void failsAJobThatKillsWorkers() {
        take(SETTINGS.crashes(), false);
        assertThat(failure(job -> {})).contains("died 5 times");
    }

    @Test
    void cancels() {
        when(table.isCancelRequested(id, 1)).thenReturn(Optional.of(true));
        assertThat(run(JobRunnerTest::waitForTheEnd)).isEqualTo(Outcome.CANCELLED);
        verify(table).end(id, 1, JobState.CANCELLED, null);
        take(0, true);
        assertThat(run(job -> {
                    throw new IllegalStateException("it ran all the same");
                }))
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void stopsQuietlyWhenAnotherWorkerHasTheJob() {
        when(table.isCancelRequested(id, 1)).thenReturn(Optional.empty());
        assertThat(run(JobRunnerTest::waitForTheEnd)).isEqualTo(Outcome.LOST);
        when(table.end(eq(id), eq(1), any(), any())).thenReturn(false);
        assertThat(run(job -> {
                    throw new JobFailed("too late");
                }))
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void givesTheJobBackWhenTheWorkerStops() {
        var runner = new Runner();
        assertThat(runner.run(job -> {
                    runner.runner.stop();
                    waitForTheEnd(job);
                }))
                .isEqualTo(Outcome.GIVEN_BACK);
        assertThat(runner.run(JobRunnerTest::waitForTheEnd)).isEqualTo(Outcome.GIVEN_BACK);
        runner.runner.start();
        assertThat(runner.run(job -> {})).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void leavesTheJobToTheQueueWhenTheDatabaseIsAway() {
        assertThatThrownBy(() -> run(job -> {
                    throw new DataAccessResourceFailureException("gone");
                }))
                .hasMessage("gone");
    }

    @Test
    @SuppressWarnings("DirectInvocationOnMock")
    void goesOnWhileTheDatabaseIsAway() {
        when(table.isCancelRequested(id, 1))
                .thenThrow(new DataAccessResourceFailureException("gone"))
                .thenReturn(Optional.of(false));
        when(checkpoints.read(id))
                .thenThrow(new DataAccessResourceFailureException("gone"))
                .thenReturn(Optional.empty());
        assertThat(run(job -> job.persistently(() -> checkpoints.read(id)))).isEqualTo(Outcome.SUCCEEDED);
    }

    private static void waitForTheEnd(RunningJob job) {
        Waiting.until("the end of the job", job::getAsBoolean);
        job.check();
    }

    private String failure(Consumer<RunningJob> work) {
        assertThat(run(work)).isEqualTo(Outcome.FAILED);
        ArgumentCaptor<@Nullable String> error = ArgumentCaptor.captor();
        verify(table, org.mockito.Mockito.atLeastOnce()).end(eq(id), anyInt(), eq(JobState.FAILED), error.capture());
        return String.valueOf(error.getValue());
    }

    private Outcome run(Consumer<RunningJob> work) {
        return new Runner().run(work);
    }

    private void take(int crashes, boolean cancelRequested) {
        var job = new Job(
                id,
                JobMode.TRAIN,
                "a job",
                JobState.RUNNING,
                new JobProgress(0, 0, 0, null, null, null, null),
                null,
                null,
                1,
                "w",
                null,
                Instant.now(),
                Instant.now(),
                null,
                1);
        var order = JobOrder.of(TestRequests.train("a", 20), List.of("a"), false);
        when(table.takeUp(id, "w")).thenReturn(Optional.of(new TakenJob(job, order, crashes, cancelRequested)));
    }

    private final class Runner {

        private Consumer<RunningJob> work = job -> {};
        private final JobRunner runner = new JobRunner(
                (job, request) -> work.accept(job),
                (job, request) -> {
                    throw new AssertionError("this is no encoding");
                },
                table,
                checkpoints,
                metrics,
                SETTINGS,
                new WorkerName(SETTINGS),
                TransactionOperations.withoutTransaction());

        Outcome run(Consumer<RunningJob> work) {
            this.work = work;
            return runner.run(id);
        }
    }
}
