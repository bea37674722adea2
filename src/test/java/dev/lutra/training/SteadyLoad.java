package dev.lutra.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests at a steady rate, spread over the nodes in a rotation, however long each of them takes. Nothing is retried. */
final class SteadyLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * @param answered with 200
     * @param failures all others
     */
    record Report(int answered, List<String> failures) {}

    /**
     * Begins when there is a node.
     *
     * @param paths that are asked for in turn; {@code %d} stands for a number that is always another one
     * @param perSecond requests
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    SteadyLoad(List<String> paths, int perSecond) {
        clock.scheduleAtFixedRate(
                () -> {
                    if (!nodes.isEmpty()) {
                        int number = sent.getAndIncrement();
                        String node = nodes.get(number % nodes.size());
                        String path = paths.get(number % paths.size()).formatted(1 + number);
                        requests.execute(() -> get(node + path));
                    }
                },
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    void add(String node) {
        nodes.add(node);
    }

    void remove(String node) {
        nodes.remove(node);
    }

    /** Stops asking and waits for what is under way. */
    Report end() {
        close();
        return new Report(answered.get(), List.copyOf(failures));
    }

    @Override
    public void close() {
        clock.close();
        requests.close();
        client.close();
    }

    private void get(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(address + ": " + response.statusCode());
            }
        } catch (IOException e) {
            failures.add(address + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
