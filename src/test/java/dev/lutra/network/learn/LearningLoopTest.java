package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.TestModels;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Preset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LearningLoopTest {

    private static final TrainingSettings SETTINGS = new TrainingSettings(Preset.TINY.shape(), 500, 16, 0.01f, 3);

    @Test
    void savesSoonAndThenNowAndThen() {
        assertThat(CheckpointSchedule.DEFAULT.untilNext(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(CheckpointSchedule.DEFAULT.untilNext(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(CheckpointSchedule.DEFAULT.untilNext(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(new CheckpointSchedule(Duration.ofSeconds(10), Duration.ofSeconds(4)).untilNext(0))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void checkpointsOnTheWayChangeNothing() {
        var saved = new ArrayList<Checkpoint>();
        Training.Result often;
        try (var training = training()) {
            often = new LearningLoop(training, new CheckpointSchedule(Duration.ofMillis(1), Duration.ofMillis(1)))
                    .run(saved::add, progress -> {}, () -> false);
        }
        Training.Result once;
        try (var training = training()) {
            once = training.run(progress -> {}, () -> false);
        }
        assertThat(often).usingRecursiveComparison().isEqualTo(once);
        assertThat(saved).hasSizeGreaterThan(2);
        assertThat(saved.getLast().iteration()).isEqualTo(500);
    }

    @Test
    void savesWhatItHasWhenItIsCancelled() {
        var saved = new ArrayList<Checkpoint>();
        var asked = new AtomicInteger();
        try (var training = training()) {
            assertThat(new LearningLoop(training, CheckpointSchedule.DEFAULT)
                            .run(saved::add, progress -> {}, () -> asked.incrementAndGet() > 20))
                    .isNull();
        }
        assertThat(saved).singleElement().extracting(Checkpoint::iteration).isEqualTo(20);
    }

    @Test
    void endsWhenACheckpointCannotBeSaved() {
        try (var training = training()) {
            assertThatThrownBy(() -> new LearningLoop(training, CheckpointSchedule.DEFAULT)
                            .run(
                                    checkpoint -> {
                                        throw new IOException("the disk is full");
                                    },
                                    progress -> {},
                                    () -> false))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is full");
        }
    }

    private static Training training() {
        return new Training(List.of(Lut3d.identity(5)), SETTINGS, TestModels.DEVICE, 1);
    }
}
