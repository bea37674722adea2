package dev.lutra.training;

import dev.lutra.ServedNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the server-sent events of a job. */
final class EventReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedReader lines;

    /** @param lastEventId of the last event that is known; null for none */
    EventReader(ServedNode node, String job, @Nullable Long lastEventId) {
        var request = node.request("/training-jobs/%s/events".formatted(job)).GET();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        HttpResponse<InputStream> response = node.send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            throw new IllegalStateException(response + " of " + type);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** An event. */
    record Event(long id, JsonNode data) {}

    /** The next event; comments are passed over. */
    Event next() throws IOException {
        long id = -1;
        while (true) {
            String line = line();
            if (line.startsWith("id:")) {
                id = Long.parseLong(line.substring("id:".length()));
            } else if (line.startsWith("data:")) {
                return new Event(id, JSON.readTree(line.substring("data:".length())));
            }
        }
    }

    /** The last event before the stream ends. */
    Event last() throws IOException {
        Event last = next();
        while (true) {
            try {
                last = next();
            } catch (EOFException e) {
                return last;
            }
        }
    }

    /** The next comment. */
    String comment() throws IOException {
        String line = line();
        while (!line.startsWith(":")) {
            line = line();
        }
        return line.substring(1);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException("the stream has ended");
        }
        return line;
    }
}
