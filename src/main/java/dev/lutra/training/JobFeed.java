package dev.lutra.training;

import dev.lutra.library.Library;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reports the states of jobs to listeners, whichever node runs the jobs. One thread polls the database for all
 * listeners, and only while there are any.
 */
@Component
@Profile("api")
public class JobFeed {

    private static final Logger log = LoggerFactory.getLogger(JobFeed.class);

    private final JobTable table;
    private final Library library;
    private final JobSettings settings;
    private final Map<UUID, Set<Consumer<Job>>> listeners = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private @Nullable Thread poller;

    JobFeed(JobTable table, Library library, JobSettings settings) {
        this.table = table;
        this.library = library;
        this.settings = settings;
    }

    /** The subscription of a listener, which ends when it is closed. */
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Starts to report the state of a job to a listener, about twice a second.
     *
     * @param listener receives the current job, changed or not, from one thread; must not block
     */
    public Subscription subscribe(UUID job, Consumer<Job> listener) {
        synchronized (lock) {
            listeners.computeIfAbsent(job, id -> new CopyOnWriteArraySet<>()).add(listener);
            if (poller == null) {
                poller = Thread.ofVirtual().name("job-feed").start(this::poll);
            }
        }
        return () -> unsubscribe(job, listener);
    }

    private void unsubscribe(UUID job, Consumer<Job> listener) {
        synchronized (lock) {
            listeners.computeIfPresent(job, (id, all) -> {
                all.remove(listener);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private void poll() {
        while (true) {
            LockSupport.parkNanos(settings.events().toNanos());
            synchronized (lock) {
                if (listeners.isEmpty()) {
                    poller = null;
                    return;
                }
            }
            try {
                tell();
            } catch (DataAccessException | TransactionException e) {
                log.debug("The database is out of reach; listeners wait until it is back", e);
            } catch (RuntimeException e) {
                log.error("The listeners of jobs cannot be told", e);
            }
        }
    }

    private void tell() {
        List<Job> jobs = table.find(new LinkedHashSet<>(listeners.keySet()));
        if (jobs.stream().anyMatch(job -> job.state() == JobState.SUCCEEDED)) {
            // A client that receives the end of a job may ask this node for the result at once.
            library.refresh();
        }
        for (Job job : jobs) {
            listeners.getOrDefault(job.id(), Set.of()).forEach(listener -> listener.accept(job));
        }
    }
}
