package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.PythonLines;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import dev.lutra.codec.Accuracy;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.DetailInfo;
import dev.lutra.network.LookCode;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model goes from one service to another, and to who has numpy alone, as a file. */
class ModelExchangeTest {

    private static final List<Integer> SIZES = List.of(17, 20, 33);

    private static final String DRIVER = """
            import sys
            import model
            description, tensors = model.read(sys.argv[1])
            for lut, name in enumerate(description["columns"]["id"]):
                for size in map(int, sys.argv[3:]):
                    model.table(description, tensors, lut, size).astype("<f8").tofile(f"{sys.argv[2]}/{name}-{size}")
            """;

    private static final Model DETAILED = TestModels.detailed();
    private static final Model SCALED = TestModels.scaled();

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    private static ServedNode node;

    @BeforeAll
    static void start() throws IOException {
        ModelFile.write(DETAILED, models.resolve("detailed.safetensors"));
        ModelFile.write(SCALED, models.resolve("scaled.safetensors"));
        ModelFile.write(worn(), models.resolve("worn.safetensors"));
        node = node(models);
    }

    /** Its details are cut short, which only decoding can tell. */
    private static Model worn() {
        List<LookCode> looks = DETAILED.looks().stream()
                .map(look ->
                        new LookCode(look.embedding(), look.detail() == null ? null : Arrays.copyOf(look.detail(), 12)))
                .toList();
        return new Model(DETAILED.info().withId("worn"), DETAILED.network(), DETAILED.luts(), looks);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static ServedNode node(Path models) {
        var started = new TestNode(TestDatabase.H2.settings(), "lutra.models.path=" + models);
        Waiting.until("readiness", () -> started.get("/readyz"), answer -> answer.statusCode() == 200);
        return started;
    }

    @Test
    void anotherServiceGivesTheSameLooksOutOfTheFile() throws IOException {
        byte[] file = file("");
        Files.write(folder.resolve("any.safetensors"), file);
        try (ServedNode other = node(folder)) {
            for (ModelLut lut : DETAILED.luts()) {
                HttpResponse<String> here = node.get("/luts/%s.cube?res=17".formatted(lut.id()));
                HttpResponse<String> there = other.get("/luts/%s.cube?res=17".formatted(lut.id()));
                assertThat(here.statusCode()).isEqualTo(200);
                assertThat(there.body()).isEqualTo(here.body());
                assertThat(there.headers().firstValue("ETag"))
                        .isEqualTo(here.headers().firstValue("ETag"));
                String described = "/luts/" + lut.id();
                for (String part : List.of("fidelity", "bytes", "accuracy")) {
                    assertThat(ServedNode.json(other.get(described)).get(part))
                            .isEqualTo(ServedNode.json(node.get(described)).get(part));
                }
            }
            assertThat(bytes(other, "detailed", "")).isEqualTo(file);
        }
    }

    @Test
    void keepsDetailsOfEveryKind() throws IOException {
        List<LookCode> looks = read(file("")).looks();
        assertThat(inspect(looks.get(0)).needsNetwork()).isTrue();
        assertThat(inspect(looks.get(1)).identity()).isTrue();
        assertThat(inspect(looks.get(2)).monochrome()).isTrue();
        assertThat(inspect(looks.get(3)).lossless()).isTrue();
        assertThat(looks.get(5).detail()).isNull();
    }

    private static DetailInfo inspect(LookCode look) {
        return DetailDecoder.inspect(Objects.requireNonNull(look.detail()));
    }

    @Test
    void tellsOfADetailThatIsNone() {
        for (String id : List.of("near", "curved", "grey", "exact")) {
            HttpResponse<String> answer = node.get("/luts/%s.cube?model=worn".formatted(id));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(ServedNode.json(answer).get("code").stringValue()).isEqualTo("detail-damaged");
        }
        assertThat(node.get("/luts/bare.cube?model=worn").statusCode()).isEqualTo(200);
    }

    @Test
    void leavesDetailsOut() throws IOException {
        Model whole = read(file(""));
        assertThat(whole).usingRecursiveComparison().ignoringFields("luts").isEqualTo(DETAILED);
        Model bare = read(file("?detail=false"));
        assertThat(bare.luts()).extracting(ModelLut::accuracy).containsOnly(Accuracy.NONE);
        assertThat(bare.looks()).extracting(LookCode::detail).containsOnlyNulls();
        assertThat(bare.luts())
                .filteredOn(lut -> lut.id().equals("grey"))
                .singleElement()
                .satisfies(lut -> assertThat(lut.fidelity().isKnown()).isFalse());
        assertThat(bare.embeddings()).usingRecursiveComparison().isEqualTo(whole.embeddings());
        Model part = read(file("?luts=grey,near"));
        assertThat(part.luts()).extracting(ModelLut::id).containsExactly("grey", "near");
        assertThat(part.looks().getLast())
                .usingRecursiveComparison()
                .isEqualTo(whole.looks().getFirst());
        assertThat(read(file("?luts=exact&detail=false")).luts())
                .extracting(ModelLut::accuracy)
                .containsExactly(Accuracy.NONE);
    }

    /** Holds the readers in docs/model-file.md and docs/codec.md, which share no line with this program, against it. */
    @Test
    void numpyReadsWhatTheServiceGives() throws IOException, InterruptedException {
        var python = new PythonLines(folder);
        python.take("docs/codec.md", "detail");
        python.take("docs/model-file.md", "model");
        python.write("driver", DRIVER);
        for (Model model : List.of(DETAILED, SCALED)) {
            String id = model.info().id();
            Path file = Files.write(folder.resolve(id + ".safetensors"), bytes(node, id, ""));
            python.run("driver", file.toString(), folder.toString(), "17", "20", "33");
            for (ModelLut lut : model.luts()) {
                for (int size : SIZES) {
                    requireSame(id, lut, size);
                }
            }
        }
    }

    @Test
    void keepsThePriorAndEmbeddingsThatAreCodedWithIt() throws IOException {
        Model read = read(bytes(node, "scaled", ""));

        assertThat(read.network().prior()).isEqualTo(SCALED.network().prior());
        assertThat(read.network().shape()).isEqualTo(SCALED.network().shape());
        assertThat(read.embeddings()).isEqualTo(SCALED.embeddings());
    }

    private void requireSame(String model, ModelLut lut, int size) throws IOException {
        ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(lut.id() + "-" + size)))
                .order(ByteOrder.LITTLE_ENDIAN);
        String cube = node.get("/luts/%s.cube?res=%d&model=%s".formatted(lut.id(), size, model))
                .body();
        List<String> lines =
                cube.lines().filter(line -> line.matches("[-0-9].*")).toList();
        assertThat(lines).hasSize(size * size * size);
        for (String line : lines) {
            for (String value : line.split(" ", -1)) {
                assertThat(Double.parseDouble(value))
                        .as(lut.id() + " " + size)
                        .isCloseTo(read.getDouble(), within(5e-6));
            }
        }
        assertThat(read.hasRemaining()).isFalse();
    }

    private static byte[] file(String query) {
        return bytes(node, "detailed", query);
    }

    private static byte[] bytes(ServedNode from, String model, String query) {
        HttpResponse<byte[]> response = from.send(
                from.request("/models/%s.safetensors%s".formatted(model, query)).GET(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return Objects.requireNonNull(response.body());
    }

    private static Model read(byte[] file) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file));
    }
}
