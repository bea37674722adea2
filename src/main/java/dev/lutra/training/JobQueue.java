package dev.lutra.training;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** Queues jobs for workers. Each mode has its own queue, so that an encoding never waits for a training. */
@Component
class JobQueue {

    /** Fits both H2 and PostgreSQL. */
    static final JdbcCustomization JDBC = new DefaultJdbcCustomization(false);

    private final Map<JobMode, SchedulerClient> clients = new EnumMap<>(JobMode.class);
    private final ApplicationEventPublisher events;

    JobQueue(DataSource dataSource, ApplicationEventPublisher events) {
        this.events = events;
        var inTransaction = new TransactionAwareDataSourceProxy(dataSource);
        for (JobMode mode : JobMode.values()) {
            clients.put(
                    mode,
                    SchedulerClient.Builder.create(inTransaction)
                            .tableName(table(mode))
                            .jdbcCustomization(JDBC)
                            .build());
        }
    }

    static String table(JobMode mode) {
        return switch (mode) {
            case TRAIN -> "train_queue";
            case ENCODE -> "encode_queue";
        };
    }

    static String task(JobMode mode) {
        return switch (mode) {
            case TRAIN -> "train";
            case ENCODE -> "encode";
        };
    }

    /** Queues a job, in the transaction of the caller. */
    void add(UUID job, JobMode mode) {
        SchedulerClient client = clients.get(mode);
        if (client == null) {
            throw new IllegalStateException("there is a queue for each mode");
        }
        client.scheduleIfNotExists(new TaskInstance<>(task(mode), job.toString()), Instant.now());
        events.publishEvent(new JobQueued(mode));
    }
}
