package dev.lutra.training.web;

import dev.lutra.training.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells one client how a job goes. A slow client misses what is outdated by the time that it listens again. */
final class JobStream {

    private static final long NEVER = 0;
    private static final long RECONNECT_MILLIS = 1000;

    private final SseEmitter emitter = new SseEmitter(NEVER);
    private final Duration keepAlive;
    /** The latest news, or nothing for the end of the stream. */
    private final BlockingQueue<Optional<Job>> news = new ArrayBlockingQueue<>(1);

    private long offered;

    /** @param known version of the job that the client has heard of */
    JobStream(Job job, long known, Duration keepAlive) {
        this.keepAlive = keepAlive;
        // A higher version was of another job.
        offered = known > job.version() ? -1 : known;
        offer(job);
        emitter.onCompletion(this::end);
        emitter.onError(failure -> end());
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Takes what is new and passes over what is not. */
    synchronized void offer(Job job) {
        if (job.version() > offered) {
            offered = job.version();
            replace(Optional.of(job));
        }
    }

    /** Ends the stream, if it has not ended. */
    synchronized void end() {
        offered = Long.MAX_VALUE;
        replace(Optional.empty());
    }

    /** Sends until the job, the client or the server comes to an end. */
    void run() {
        try {
            while (true) {
                Optional<Job> next = news.poll(keepAlive.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    emitter.send(SseEmitter.event().comment("nothing new"));
                } else if (next.isEmpty() || send(next.get())) {
                    emitter.complete();
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, as clients go; the server tidies up behind it.
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return true if that was the last */
    private boolean send(Job job) throws IOException {
        emitter.send(SseEmitter.event()
                .id(Long.toString(job.version()))
                .reconnectTime(RECONNECT_MILLIS)
                .data(JobView.of(job), MediaType.APPLICATION_JSON));
        return job.state().isFinal();
    }

    private void replace(Optional<Job> latest) {
        news.clear();
        news.add(latest);
    }
}
