package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {

    private long now = -5_000_000_000L;
    private final FailureDetector detector = new FailureDetector(Duration.ofSeconds(3), 4, () -> now);

    @Test
    void isCertainAfterTheDatabaseHasAnsweredForLongEnough() {
        assertThat(detector.isCertain()).isFalse();
        answer(11);
        assertThat(detector.isCertain()).isFalse();
        answer(1);
        assertThat(detector.isCertain()).isTrue();
        answer(100);
        assertThat(detector.isCertain()).isTrue();
    }

    @Test
    void startsAnewWithEveryFailure() {
        for (var failure :
                new SchedulerEventType[] {SchedulerEventType.FAILED_HEARTBEAT, SchedulerEventType.UNEXPECTED_ERROR}) {
            answer(20);
            assertThat(detector.isCertain()).isTrue();
            detector.onSchedulerEvent(failure);
            assertThat(detector.isCertain()).isFalse();
            answer(11);
            assertThat(detector.isCertain()).isFalse();
            answer(1);
            assertThat(detector.isCertain()).isTrue();
        }
    }

    /** A server that stood still fails nobody: its answers come late. */
    @Test
    void startsAnewAfterASilence() {
        answer(20);
        now += Duration.ofSeconds(10).toNanos();
        assertThat(detector.isCertain()).isFalse();
        detector.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        assertThat(detector.isCertain()).isFalse();
        answer(12);
        assertThat(detector.isCertain()).isTrue();
    }

    @Test
    void countsNoOtherEventAsAnAnswer() {
        answer(20);
        for (int second = 0; second < 10; second++) {
            now += Duration.ofSeconds(1).toNanos();
            detector.onSchedulerEvent(SchedulerEventType.RAN_UPDATE_HEARTBEATS);
        }
        assertThat(detector.isCertain()).isFalse();
    }

    @Test
    void givesTheConnectionPoolTimeHoweverFastHeartsBeat() {
        var fast = new FailureDetector(Duration.ofMillis(100), 4, () -> now);
        for (int i = 0; i < 99; i++) {
            now += Duration.ofMillis(100).toNanos();
            fast.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
            assertThat(fast.isCertain()).isFalse();
        }
        now += Duration.ofMillis(100).toNanos();
        fast.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        assertThat(fast.isCertain()).isTrue();
    }

    private void answer(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += Duration.ofSeconds(1).toNanos();
            detector.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        }
    }
}
