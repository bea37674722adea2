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

/** Sends the states of a job to one client. A slow client does not receive states that are already outdated. */
final class JobStream {

    private static final long NEVER = 0;
    private static final long RECONNECT_MILLIS = 1000;

    private final SseEmitter emitter = new SseEmitter(NEVER);
    private final Duration keepAlive;
    /** The latest state that has not been sent; empty for the end of the stream. */
    private final BlockingQueue<Optional<Job>> news = new ArrayBlockingQueue<>(1);

    private long offered;

    /** @param known the version of the job in the last event that the client received */
    JobStream(Job job, long known, Duration keepAlive) {
        this.keepAlive = keepAlive;
        // A version later than that of this job is from another job.
        offered = known > job.version() ? -1 : known;
        offer(job);
        emitter.onCompletion(this::end);
        emitter.onError(failure -> end());
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Sends a state if it is newer than the last one. */
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

    /** Sends until the job ends, the client disconnects or the server stops. */
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
            // The client has disconnected, and the server closes the request.
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether this was the last state */
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
