package dev.lutra.library;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.lutra.problem.PlainText;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Logs once that the database cannot be reached, and once that it is back. Without this class, requests, jobs, the
 * queue, the connection pool and health checks would each log every failure.
 *
 * <p>A log event with a {@linkplain DatabaseOutage failure of that kind} passes the filter of this class. The first one
 * starts the outage, and the filter drops all of them.
 */
@Component
final class DatabaseWatch {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    /**
     * A thread that waited for a connection may report its failure after the database is back. That does not start a
     * new outage.
     */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final TurboFilter filter = new Filter();
    private @Nullable Long awaySince;
    private @Nullable Long backSince;

    @PostConstruct
    void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            filter.setContext(logback);
            filter.start();
            logback.addTurboFilter(filter);
        }
    }

    @PreDestroy
    void remove() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(filter);
        }
    }

    /** The regular query of the library has failed. */
    synchronized void lost(Throwable failure) {
        if (awaySince == null) {
            awaySince = System.nanoTime();
            log.warn(
                    "The database is out of reach: {}. Lutra answers from the last state of the library and"
                            + " jobs continue; requests that need the database fail until it is back",
                    PlainText.cleaned(DatabaseOutage.message(failure)));
        }
    }

    /** The regular query of the library has succeeded. */
    synchronized void found() {
        if (awaySince != null) {
            long now = System.nanoTime();
            log.info(
                    "The database is back after {} s",
                    Duration.ofNanos(now - awaySince).toSeconds());
            awaySince = null;
            backSince = now;
        }
    }

    private synchronized void heard(Throwable failure) {
        if (backSince == null || System.nanoTime() - backSince > LATE.toNanos()) {
            lost(failure);
        }
    }

    private synchronized boolean isAway() {
        return awaySince != null;
    }

    private final class Filter extends TurboFilter {

        /** The job queue logs missed heartbeats without an exception. */
        private static final String QUEUE = "com.github.kagkarlsson.scheduler";

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                ch.qos.logback.classic.Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            // Without a format the call only asks whether the level is enabled.
            if (format == null || !level.isGreaterOrEqual(Level.WARN)) {
                return FilterReply.NEUTRAL;
            }
            Throwable failure = thrown != null ? thrown : last(arguments);
            if (failure != null && DatabaseOutage.isBehind(failure)) {
                heard(failure);
                return FilterReply.DENY;
            }
            return logger.getName().startsWith(QUEUE) && isAway() ? FilterReply.DENY : FilterReply.NEUTRAL;
        }

        private static @Nullable Throwable last(Object @Nullable [] arguments) {
            return arguments != null
                            && arguments.length > 0
                            && arguments[arguments.length - 1] instanceof Throwable failure
                    ? failure
                    : null;
        }
    }
}
