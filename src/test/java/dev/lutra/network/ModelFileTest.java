package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.format.PlainText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Model model = model();
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(model, file);
        assertThat(ModelFile.read(file)).usingRecursiveComparison().isEqualTo(model);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void knowsABijectiveModel() throws IOException {
        Model model = bijective();
        Model read = ModelFile.read(new ByteArrayInputStream(bytes(model)));
        assertThat(read).usingRecursiveComparison().isEqualTo(model);
        assertThat(read.network().bijective()).isTrue();
        assertThat(new String(bytes(model), StandardCharsets.ISO_8859_1)).contains("\"contraction");
        assertThat(new String(bytes(model()), StandardCharsets.ISO_8859_1)).doesNotContain("contraction");
    }

    @Test
    void refusesANetworkThatOnlyClaimsToBeBijective() throws IOException {
        Model honest = bijective();
        // The last weights in the file before the embeddings are those of the last block's matrices.
        byte[] forged = bytes(honest);
        float[] weights = honest.network().blocks().getLast();
        byte[] stored = Safetensors.Tensor.of(weights, Safetensors.Type.F16, weights.length)
                .bytes();
        int at = new String(forged, StandardCharsets.ISO_8859_1)
                .indexOf(new String(stored, StandardCharsets.ISO_8859_1));
        assertThat(at).isPositive();
        short large = Float.floatToFloat16(100);
        forged[at] = (byte) large;
        forged[at + 1] = (byte) (large >> 8);
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(forged)))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("Lipschitz constant");

        String lying = new String(bytes(honest), StandardCharsets.ISO_8859_1)
                .replaceFirst("(contraction\\\\\":0\\.)[0-9]", "$17");
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(lying.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("not of 0.7");

        var network = new Network(TestLuts.SMALL, model().network().blocks(), true);
        network.blocks().getFirst()[0] = 1000;
        var pretender = Model.bare(honest.info(), network, honest.luts(), honest.embeddings());
        assertThatThrownBy(() -> bytes(pretender)).isInstanceOf(NotBijective.class);
    }

    @Test
    void refusesAFileThatEndsEarlyAnywhere() throws IOException {
        byte[] bytes = bytes(model());
        var random = new SplittableRandom(5);
        for (int i = 0; i < 50; i++) {
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(InvalidModelFile.class);
        }
    }

    @Test
    void refusesAHeaderThatAsksForTooMuchMemory() {
        byte[] huge = {0, 0, 0, 0, 0, 0, 0, 0x10};
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(huge)))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("header");
    }

    @Test
    void namesTheFileThatIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("page.safetensors"), "<!doctype html><html></html>");
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("page.safetensors");
    }

    @Test
    void refusesNumbersThatAreNone() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Model weights = model();
            weights.network().blocks().getLast()[3] = bad;
            refuses(bytes(weights), "weight of " + bad);
            Model scales = model();
            scales.embeddings().get(2).scales()[0] = bad;
            refuses(bytes(scales), "scale of " + bad);
        }
        Model large = model();
        large.embeddings().get(2).scales()[0] = 3e38f;
        refuses(bytes(large), "scale of 3.0E38");
        refuses(bytes(exploding()), "so large");
    }

    /** Each block gives tens of thousands of times what it is given, which float16 allows. */
    private static Model exploding() {
        var shape = new NetworkShape(16, 1, 4, NetworkShape.Bias.ALL);
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            var weights = new float[shape.sharedPerBlock()];
            Arrays.fill(weights, 60_000);
            blocks.add(weights);
        }
        return Model.empty(model().info(), new Network(shape, blocks));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format":1                   | "format":2                          | of format 2
            "format":1                   | "format":1,"format":1               | Duplicate
            "id":"test"                  | "id":null                           | id is missing
            "id":"test"                  | "id":"../../etc/passwd\\r\\n"       | is not 1 to 100 letters
            "id":"test"                  | "id":""                             | is not 1 to 100 letters
            "createdAt":"2026            | "createdAt":"+999999                | at no time
            "createdAt":"2026            | "createdAt":"0026                   | at no time
            "bias":"ALL"                 | "bias":null                         | shape.bias is missing
            "bias":"ALL"                 | "bias":"NONE"                       | not understood
            "blocks":2                   | "blocks":3                          | tensors
            "blocks":2                   | "blocks":1000000000                 | must be 1…64
            "width":16                   | "width":"16"                        | not understood
            "width":16                   | "width":16.5                         | not understood
            "columns":{"id":             | "columns":null,"x":{"id":           | columns is missing
            "columns":{"id":             | "columns":[],"x":{"id":             | not understood
            "columns":{"id":             | "columns":{"id":null,"x":           | columns.id is missing
            "columns":{"id":["look-0"    | "columns":{"id":[null               | columns.id[0] is missing
            "columns":{"id":["look-0"    | "columns":{"id":["look-1"           | two LUTs are called look-1
            "columns":{"id":["look-0"    | "columns":{"id":["a/b"              | is not 1 to 100 letters
            "columns":{"id":["look-0"    | "columns":{"id":["x","look-0"       | 5 values for 6 LUTs
            "title":["                   | "title":[null,"                     | 6 values for 5 LUTs
            "title":["                   | "title":null,"x":["                 | columns.title is missing
            "format":["cube"             | "format":["../x"                    | format is no name
            "size":[                     | "size":[-                           | no source
            "size":[                     | "size":[null,                       | values for 5 LUTs
            "size":[                     | "size":["9",                        | not understood
            "sha256":["                  | "sha256":["AAAA                     | no source
            "sha256":["                  | "sha256":["?                        | LUT 0
            "fidelity":[[                | "fidelity":[[1,                     | fidelity is 8 numbers
            "fidelity":[[                | "fidelity":[["NaN",                 | fidelity
            "fidelity":[[                | "fidelity":[null,[                  | values for 5 LUTs
            "domain":[null,              | "domain":[[0,0,0,1,1],              | domain is 5 numbers
            "domain":[null,              | "domain":[[0,0,0,0,1,1],            | domain of red
            "domain":[null,              | "domain":[[0,0,0,1e60,1,1],         | domain of red
            """)
    void refusesADescriptionThatIsWrong(String right, String wrong, String reason) throws IOException {
        Map<String, String> metadata =
                Safetensors.read(new ByteArrayInputStream(bytes(model()))).metadata();
        String description = Objects.requireNonNull(metadata.get("lutra"));
        assertThat(description).contains(right);
        refuses(describedAs(description.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))), reason);
    }

    @Test
    void refusesTextsThatAreTooLong() throws IOException {
        Model model = model();
        var info = model.info();
        for (Model.Info wrong : List.of(
                new Model.Info("x".repeat(101), "t", info.createdAt(), "p", null, null),
                new Model.Info("x", "t".repeat(501), info.createdAt(), "p", null, null),
                new Model.Info("x", "t", info.createdAt(), "p".repeat(4001), null, null),
                new Model.Info("x", "t", info.createdAt(), "p", "l".repeat(201), null),
                new Model.Info("x", "t", info.createdAt(), "p", null, "a".repeat(2001)))) {
            refuses(bytes(Model.bare(wrong, model.network(), model.luts(), model.embeddings())), "00");
        }
    }

    /** Versions before this one took them from job names: what they hold must not be lost. */
    @Test
    void leavesControlCharactersOutOfTexts() throws IOException {
        Model model = model();
        var info =
                new Model.Info("x", "a\u0000b\r\n\u001b[31mc", model.info().createdAt(), "p\u202eq", "l\u0007", null);
        Model read = read(bytes(Model.bare(info, model.network(), model.luts(), model.embeddings())));
        assertThat(read.info().title()).isEqualTo("ab [31mc");
        assertThat(read.info().provenance()).isEqualTo("pq");
        assertThat(read.info().license()).isEqualTo("l");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "dtype":"F16"          | "dtype":"F64"            | is of type F64
            "dtype":"F16"          | "dtype":"I8"             | should lie at
            "dtype":"F16"          | "dtype":null             | dtype of tensor block.0.weights is missing
            "data_offsets":[0      | "data_offsets":[8        | should lie at 0
            "data_offsets":[0      | "data_offsets":[null     | data_offsets of tensor
            "data_offsets":[0      | "data_offsets":["0"      | not understood
            "data_offsets":[0      | "data_offsets":[-1       | should lie at 0
            "data_offsets":[0      | "data_offsets":[0,0      | should lie at 0
            "data_offsets":[0      | "data_offsets":[99999999999999999999 | not understood
            "shape":[              | "shape":[1073741824,     | too large
            "shape":[              | "shape":[-1,             | too large
            "shape":[              | "shape":null,"x":[       | shape of tensor block.0.weights is missing
            "block.0.weights"      | "block.1.weights"        | Duplicate
            "block.0.weights"      | "block.7.weights"        | no tensor block.0.weights
            "block.0.weights":     | "more":null,"block.0.weights": | tensor more is missing
            "__metadata__":{       | "__metadata__":{"x":null,      | x is missing
            """)
    void refusesAHeaderThatIsWrong(String right, String wrong, String reason) throws IOException {
        byte[] file = bytes(model());
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8);
        assertThat(header).contains(right);
        byte[] changed = header.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))
                .getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(changed.length)
                .array());
        out.write(changed);
        out.write(file, 8 + length, file.length - 8 - length);
        refuses(out.toByteArray(), reason);
    }

    @Test
    void refusesWhatFollowsTheLastTensor() throws IOException {
        byte[] bytes = bytes(model());
        refuses(Arrays.copyOf(bytes, bytes.length + 1), "behind its last tensor");
    }

    @Test
    void refusesTensorsOfAnotherShape() throws IOException {
        var content = Safetensors.read(new ByteArrayInputStream(bytes(model())));
        for (String name : content.tensors().keySet()) {
            Safetensors.Tensor tensor = Objects.requireNonNull(content.tensors().get(name));
            var tensors = new LinkedHashMap<>(content.tensors());
            tensors.put(
                    name,
                    new Safetensors.Tensor(tensor.type(), List.of(1L, (long) tensor.floats().length), tensor.bytes()));
            refuses(bytes(new Safetensors(content.metadata(), tensors)), "should be");
        }
    }

    @Test
    void refusesAContractionThatIsNoNumber() throws IOException {
        String description = Objects.requireNonNull(Safetensors.read(new ByteArrayInputStream(bytes(model())))
                .metadata()
                .get("lutra"));
        for (String claim : List.of("\"NaN\"", "\"Infinity\"", "-1", "1e400")) {
            byte[] file = describedAs(
                    description.replaceFirst("\"columns\"", "\"contraction\":%s,\"columns\"".formatted(claim)));
            assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidModelFile.class);
        }
    }

    /** Whatever is done to a model file, it is a model afterwards, or refused with a reason of one line. */
    @Test
    void survivesMutations() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("models", "film.safetensors"));
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++) {
            byte[] mutated = Mutations.of(file, new SplittableRandom(seed));
            try {
                Model model = ModelFile.read(new ByteArrayInputStream(mutated));
                assertThat(model.luts()).hasSameSizeAs(model.embeddings());
            } catch (InvalidModelFile e) {
                refused++;
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().matches(PlainText::isPlain);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(refused).isBetween(300, 1499);
    }

    private static byte[] describedAs(String description) throws IOException {
        var content = Safetensors.read(new ByteArrayInputStream(bytes(model())));
        return bytes(new Safetensors(Map.of("lutra", description), content.tensors()));
    }

    private static void refuses(byte[] file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining(reason);
    }

    private static Model read(byte[] file) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file));
    }

    private static byte[] bytes(Safetensors content) throws IOException {
        var out = new ByteArrayOutputStream();
        content.write(out);
        return out.toByteArray();
    }

    private static Model model() {
        var random = new SplittableRandom(1);
        Network network = Initialization.network(TestLuts.SMALL, random).toFloat16();
        var luts = new ArrayList<>(TestLuts.looks(4, 1));
        luts.add(TestLuts.look(random, new Domain(new Rgb(-1, 0, 0), new Rgb(4, 4, 4)), -1, 3));
        List<Embedding> embeddings = luts.stream()
                .map((Lut3d lut) ->
                        Embedding.round(Initialization.embedding(TestLuts.SMALL, random), TestLuts.SMALL.blocks()))
                .toList();
        return TestLuts.model(network, luts, embeddings);
    }

    private static Model bijective() {
        Model plain = model();
        var bound = new SpectralBound(TestLuts.SMALL, new SplittableRandom(1));
        Network network = bound.exactly(plain.network()).toFloat16();
        return Model.bare(plain.info(), network, plain.luts(), plain.embeddings());
    }

    private static byte[] bytes(Model model) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }
}
