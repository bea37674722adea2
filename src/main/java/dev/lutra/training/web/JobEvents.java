package dev.lutra.training.web;

import dev.lutra.training.Job;
import dev.lutra.training.JobFeed;
import dev.lutra.training.JobSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of events. They end before the server waits for the end of its requests. */
@Component
@Profile("api")
class JobEvents implements SmartLifecycle {

    private final JobFeed feed;
    private final JobSettings settings;
    private final Set<JobStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    JobEvents(JobFeed feed, JobSettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    /** The version of the job in the id of an event; −1 if the id contains none. */
    static long version(@Nullable String eventId) {
        return eventId != null && eventId.matches("\\d{1,18}") ? Long.parseLong(eventId) : -1;
    }

    /**
     * Opens a stream.
     *
     * @param known the version of the job in the last event that the client received
     */
    @SuppressWarnings("try")
    SseEmitter open(Job job, long known) {
        var stream = new JobStream(job, known, settings.keepAlive());
        open.add(stream);
        if (!running) {
            // The server is stopping. The client reconnects to another node, or to this one once it is up again.
            stream.end();
        }
        Thread.ofVirtual().name("events-" + job.id()).start(() -> {
            try (var subscription = feed.subscribe(job.id(), stream::offer)) {
                stream.run();
            } finally {
                open.remove(stream);
            }
        });
        return stream.emitter();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(JobStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
