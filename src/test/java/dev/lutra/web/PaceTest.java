package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PaceTest {

    private long now;
    private final Pace pace = new Pace(DataSize.ofBytes(100), Duration.ofSeconds(10), () -> now);

    @Test
    void letsAPauseWithinTheWindowPass() throws Pace.TooSlow {
        move(0, 9);
        move(1000, 1);
    }

    @Test
    void refusesLessThanTheRate() throws Pace.TooSlow {
        move(500, 5);
        assertThatExceptionOfType(Pace.TooSlow.class)
                .isThrownBy(() -> move(499, 5))
                .withMessage("the client moved 999 bytes in 10000 ms");
    }

    @Test
    void gainsNothingFromAFastBeginning() throws Pace.TooSlow {
        move(1_000_000, 10);
        assertThatExceptionOfType(Pace.TooSlow.class).isThrownBy(() -> move(999, 10));
    }

    @Test
    void doesNotCountTheTimeBetween() {
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                move(10, 0);
                now += Duration.ofMinutes(1).toNanos();
            }
        });
    }

    private void move(int bytes, int seconds) throws Pace.TooSlow {
        pace.waiting();
        now += Duration.ofSeconds(seconds).toNanos();
        pace.moved(bytes);
    }
}
