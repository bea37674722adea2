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
 * Tells the log once that the database has gone out of reach, and once that it is there again, whoever runs into it and
 * however often: requests, jobs, the queue, the connection pool and health checks would each log every failure.
 *
 * <p>Whatever is logged with a {@linkplain DatabaseOutage failure of that kind} comes by here, opens the outage, and is
 * kept out of the log.
 */
@Component
final class DatabaseWatch {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    /** Who waited for a connection may say so when the database is there again: that is no outage of its own. */
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

    /** The database has not answered a question that is asked all the time. */
    synchronized void lost(Throwable failure) {
        if (awaySince == null) {
            awaySince = System.nanoTime();
            log.warn(
                    "The database is out of reach: {}. The library stays as it is, jobs go on, what needs the database is refused or waits",
                    PlainText.cleaned(DatabaseOutage.message(failure)));
        }
    }

    /** The database has answered. */
    synchronized void found() {
        if (awaySince != null) {
            long now = System.nanoTime();
            log.info(
                    "The database is there again after {} s",
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

        /** It counts the signs of life that it could not give, without an exception. */
        private static final String QUEUE = "com.github.kagkarlsson.scheduler";

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                ch.qos.logback.classic.Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            // Without a format it is only asked whether a level is on.
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
