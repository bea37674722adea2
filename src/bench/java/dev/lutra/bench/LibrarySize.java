package dev.lutra.bench;

import dev.lutra.Multipart;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.ModelStore;
import dev.lutra.library.NewEncoding;
import dev.lutra.library.upload.UploadDetails;
import dev.lutra.library.upload.Uploads;
import dev.lutra.network.ByteEmbedding;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * What requests take, over HTTP, of a library of few LUTs and of one of many. Both run at the same time and are asked by
 * turns, so that what else the machine does slows both.
 *
 * <p>Arguments: {@code h2} or {@code postgresql}, LUTs of the small library, of the large one, rounds, a regular
 * expression of the requests to ask.
 */
final class LibrarySize {

    private static final Fidelity.Statistics STATISTICS = new Fidelity.Statistics(0.5, 1, 1.5, 4);
    private static final Fidelity FIDELITY = new Fidelity(STATISTICS, STATISTICS, 45);
    private static final int AT_ONCE = 1000;
    private static final int WARM_UP = 20;

    private LibrarySize() {}

    public static void main(String[] arguments) throws IOException {
        TestDatabase kind = TestDatabase.valueOf(argument(arguments, 0, "h2").toUpperCase(Locale.ROOT));
        int few = Integer.parseInt(argument(arguments, 1, "300"));
        int many = Integer.parseInt(argument(arguments, 2, "20000"));
        int rounds = Integer.parseInt(argument(arguments, 3, "100"));
        try (var small = new Filled(kind, few, few);
                var large = new Filled(kind, many, few)) {
            System.out.printf("%s, medians of %d rounds%n", kind, rounds);
            System.out.printf("| ms | %d LUTs | %d LUTs | times |%n| --- | --- | --- | --- |%n", few, many);
            var both = new Both(small, large, Pattern.compile(argument(arguments, 4, "")));
            both.compare("GET /luts/{slug}", rounds * 5, node -> node::slug);
            both.compare("GET /luts/{index}", rounds * 5, node -> node::index);
            both.compare("GET /luts/{slug}?model=", rounds * 5, node -> node::pinned);
            both.compare("GET /luts/{slug}/similar", rounds * 5, node -> node::similar);
            both.compare("PUT /models/active, all held", rounds, node -> node::activate);
            both.compare("POST /luts, encode=false", rounds, node -> turn -> node.upload(turn, false));
            both.compare("POST /luts", rounds, node -> turn -> node.upload(turn, true));
            both.compare("DELETE /luts/{slug}", rounds, node -> node::delete);
            both.compare("PUT /models/active, %d held".formatted(few), rounds / 5, node -> node::activatePart);
        }
        System.exit(0);
    }

    private static String argument(String[] arguments, int index, String usual) {
        return index < arguments.length ? arguments[index] : usual;
    }

    private interface Requests {
        IntFunction<HttpRequest.Builder> of(Filled node);
    }

    private record Both(Filled small, Filled large, Pattern asked) {

        void compare(String name, int rounds, Requests requests) {
            if (!asked.matcher(name).find()) {
                return;
            }
            var few = new double[rounds];
            var many = new double[rounds];
            for (int turn = -Math.min(WARM_UP, rounds); turn < rounds; turn++) {
                double one = milliseconds(small, requests, turn);
                double other = milliseconds(large, requests, turn);
                if (turn >= 0) {
                    few[turn] = one;
                    many[turn] = other;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %.2f |%n",
                    name,
                    median(few),
                    median(many),
                    median(many) / median(few));
        }
    }

    private static double milliseconds(Filled of, Requests requests, int turn) {
        HttpRequest.Builder request = requests.of(of).apply(turn + WARM_UP);
        long started = System.nanoTime();
        HttpResponse<String> response = of.node.send(request);
        double milliseconds = (System.nanoTime() - started) / 1e6;
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return milliseconds;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** A node whose models {@code all} and {@code again} hold all LUTs, and {@code part} the first ones. */
    private static final class Filled implements AutoCloseable {

        final TestNode node;
        private final int luts;
        private int uploads;

        Filled(TestDatabase kind, int luts, int part) throws IOException {
            this.luts = luts;
            node = new TestNode(kind.settings(), "lutra.roles=api", "logging.level.dev.lutra=warn");
            long started = System.nanoTime();
            var details = new UploadDetails(null, List.of("tag-a", "tag-b"), "CC0-1.0", "Nobody", Accuracy.NONE, false);
            for (int from = 0; from < luts; from += AT_ONCE) {
                List<Uploads.File> files = new ArrayList<>();
                for (int i = from; i < Math.min(luts, from + AT_ONCE); i++) {
                    files.add(new CubeFile("look-%05d.cube".formatted(i), cube(i)));
                }
                node.bean(Uploads.class).store(files, details);
            }
            Model film = ModelFile.read(Path.of("models/film.safetensors"));
            List<LibraryLut> stored = node.bean(Library.class).luts();
            publish("all", film, stored);
            publish("again", film, stored);
            publish("part", film, stored.subList(0, part));
            System.out.printf("filled with %d LUTs in %d s%n", luts, (System.nanoTime() - started) / 1_000_000_000);
        }

        private void publish(String id, Model film, List<LibraryLut> held) {
            var encodings = new ArrayList<NewEncoding>();
            for (LibraryLut lut : held) {
                Embedding like = film.embeddings().get(encodings.size() % film.luts().size());
                byte[] codes = like.codes().clone();
                codes[0] = (byte) (encodings.size() % 127);
                codes[1] = (byte) (encodings.size() / 127 % 127);
                encodings.add(new NewEncoding(
                        lut, EncodedLook.bare(new ByteEmbedding(codes, like.scales()), RgbBox.UNIT, FIDELITY)));
            }
            boolean first = id.equals("all");
            node.bean(ModelStore.class).publish(film.info().withId(id), film.network(), encodings, first, slug -> {});
        }

        private String look(int turn) {
            return "look-%05d".formatted(turn * 7919L % luts);
        }

        HttpRequest.Builder slug(int turn) {
            return node.request("/luts/" + look(turn)).GET();
        }

        HttpRequest.Builder index(int turn) {
            return node.request("/luts/" + turn * 7919L % luts).GET();
        }

        HttpRequest.Builder pinned(int turn) {
            return node.request("/luts/" + look(turn) + "?model=again").GET();
        }

        HttpRequest.Builder similar(int turn) {
            return node.request("/luts/" + look(turn) + "/similar").GET();
        }

        HttpRequest.Builder activate(int turn) {
            return activate(turn % 2 == 0 ? "again" : "all");
        }

        HttpRequest.Builder activatePart(int turn) {
            return activate(turn % 2 == 0 ? "part" : "all");
        }

        private HttpRequest.Builder activate(String model) {
            return node.request("/models/active")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"model\": \"%s\"}".formatted(model)));
        }

        HttpRequest.Builder upload(int turn, boolean encode) {
            uploads++;
            var body = new Multipart().file("file", "upload-%d.cube".formatted(uploads), cube(luts + uploads));
            return node.request("/luts?encode=" + encode)
                    .header("Content-Type", body.contentType())
                    .POST(body.body());
        }

        HttpRequest.Builder delete(int turn) {
            uploads--;
            return node.request("/luts/upload-" + (uploads + 1)).DELETE();
        }

        @Override
        public void close() {
            node.close();
        }
    }

    private static byte[] cube(int seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder("LUT_3D_SIZE 2\n");
        for (int i = 0; i < 8; i++) {
            text.append("%.6f %.6f %.6f\n"
                    .formatted(random.nextDouble(), random.nextDouble(), random.nextDouble()));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private record CubeFile(String name, byte[] content) implements Uploads.File {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }
}
