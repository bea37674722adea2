package dev.lutra;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what is to become so, and never for ever: a test that hangs tells nothing. */
public final class Waiting {

    /** Longer than anything takes on a slow machine that is busy. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private Waiting() {}

    /**
     * Waits until something is so.
     *
     * @param what it is, in words
     */
    public static void until(String what, Callable<Boolean> condition) {
        conditions(what).until(condition);
    }

    /** Waits until a value is as it should be, and gives it. */
    public static <T> T until(String what, Callable<T> value, Predicate<? super T> condition) {
        return conditions(what).until(value, condition);
    }

    /** Lets time go by where the time itself is what a test is about: never in place of a condition. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ConditionFactory conditions(String what) {
        return Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(LIMIT);
    }
}
