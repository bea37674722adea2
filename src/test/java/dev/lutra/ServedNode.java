package dev.lutra;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.CubeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running node as its clients see it, over HTTP. */
public abstract class ServedNode implements AutoCloseable {

    public static final String API_KEY = "the-key-of-the-tests";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** Scheme, host and port. */
    public abstract String address();

    @Override
    public abstract void close();

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Waiting.LIMIT)
                .header("Authorization", "Bearer " + API_KEY);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Uploads smooth looks, {@code look-<seed>} from {@code from} to before {@code to}. */
    public void upload(int from, int to, boolean encode) {
        var body = new StringBuilder();
        for (int seed = from; seed < to; seed++) {
            body.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"look-")
                    .append(seed)
                    .append(".cube\"\r\n\r\n")
                    .append(cube(seed))
                    .append("\r\n");
        }
        body.append("--x--\r\n");
        HttpResponse<String> response = send(request("/luts?encode=" + encode)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body.toString())));
        if (response.statusCode() > 201 || response.body().contains("\"code\"")) {
            throw new IllegalStateException(response.body());
        }
    }

    /** Queues a training job and gives its id. */
    public String submit(String json) {
        HttpResponse<String> response = post("/training-jobs", json);
        if (response.statusCode() != 202) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return json(response).get("id").stringValue();
    }

    public JsonNode job(String id) {
        return json(get("/training-jobs/" + id));
    }

    /** Waits until a job is as it should be. */
    public JsonNode await(String id, Predicate<JsonNode> condition) {
        return Waiting.until("job " + id, () -> job(id), condition);
    }

    /** Waits for the end of a job. */
    public JsonNode end(String id) {
        return await(id, job -> job.has("finishedAt") && !job.get("finishedAt").isNull());
    }

    /** Iterations of a tiny network on three looks that take about so long on this machine, as busy as it is. */
    public int iterations(int seconds) {
        String id = submit("""
                {"luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": 10000000}""");
        int first = iteration(await(id, job -> iteration(job) > 0));
        long started = System.nanoTime();
        // The first second goes by with compiling.
        int last = iteration(await(id, job -> iteration(job) > first && System.nanoTime() - started > 2_000_000_000L));
        double perSecond = (last - first) / ((System.nanoTime() - started) / 1e9);
        delete("/training-jobs/" + id);
        end(id);
        return (int) (seconds * perSecond);
    }

    private static int iteration(JsonNode job) {
        return job.at("/progress/iteration").intValue();
    }

    private static String cube(int seed) {
        var random = new SplittableRandom(seed);
        double gamma = random.nextDouble(0.7, 1.4);
        double mix = random.nextDouble(0, 0.3);
        int size = 9;
        float[] lattice = Lut3d.identity(size).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            double mean = (lattice[i] + lattice[i + 1] + lattice[i + 2]) / 3.0;
            for (int channel = i; channel < i + 3; channel++) {
                lattice[channel] = (float) Math.pow((1 - mix) * lattice[channel] + mix * mean, gamma);
            }
        }
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, "look", size, RgbBox.UNIT)) {
            writer.accept(lattice, lattice.length / 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
