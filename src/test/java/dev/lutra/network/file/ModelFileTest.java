package dev.lutra.network.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.LookCode;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.NotBijective;
import dev.lutra.network.TestLuts;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.learn.LookEncoder;
import dev.lutra.network.learn.SpectralBound;
import dev.lutra.problem.PlainText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    private static final List<Accuracy> ACCURACIES = Stream.of("1/4", "0.5/2", "lossless", "none", "1/4")
            .map(Accuracy::of)
            .toList();

    private static final Model DETAILED = detailed();

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
        assertThat(description(model)).contains("\"contraction");
        assertThat(description(model())).doesNotContain("contraction");
    }

    @Test
    void keepsDetailsAndWhatTheyPromise() throws IOException {
        Model model = DETAILED;
        assertThat(model.looks()).filteredOn(look -> look.detail() != null).hasSize(4);
        Model read = read(bytes(model));
        assertThat(read).usingRecursiveComparison().ignoringFields("luts").isEqualTo(model);
        assertThat(read.network().details())
                .isEqualTo(model.network().details())
                .isNotEqualTo(CodecConstants.identity());
        assertThat(read.luts()).extracting(ModelLut::accuracy).containsExactlyElementsOf(ACCURACIES);
        for (int lut = 0; lut < model.luts().size(); lut++) {
            assertThat(read.luts().get(lut).fidelity())
                    .isEqualTo(model.luts().get(lut).fidelity().rounded());
        }
        assertThat(bytes(read)).isEqualTo(bytes(model));
    }

    @Test
    void tellsPeopleWhatItIs() throws IOException {
        Map<String, String> metadata = content(model()).metadata();
        assertThat(metadata).containsEntry("format", "lutra-model-2").containsEntry("title", "Test");
        assertThat(metadata.keySet()).containsExactly("format", "title", "lutra");
    }

    /** Written by the last version that wrote format 1. */
    @Test
    void readsFormat1() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("format-1.safetensors"))) {
            Model read = ModelFile.read(in);
            Model now = model();
            assertThat(read).usingRecursiveComparison().ignoringFields("luts").isEqualTo(now);
            for (int i = 0; i < now.luts().size(); i++) {
                ModelLut was = read.luts().get(i);
                ModelLut is = now.luts().get(i);
                assertThat(was)
                        .usingRecursiveComparison()
                        .ignoringFields("fidelity")
                        .isEqualTo(is);
                assertThat(was.fidelity()).isEqualTo(withoutP99(is.fidelity()));
            }
            assertThat(read(bytes(read))).usingRecursiveComparison().isEqualTo(read);
        }
    }

    private static Fidelity withoutP99(Fidelity fidelity) {
        Fidelity.Statistics de76 = fidelity.deltaE76();
        Fidelity.Statistics de2000 = fidelity.deltaE2000();
        return new Fidelity(
                new Fidelity.Statistics(de76.mean(), de76.p90(), de76.max(), de76.max()),
                new Fidelity.Statistics(de2000.mean(), de2000.p90(), de2000.max(), de2000.max()),
                fidelity.psnr());
    }

    @Test
    void refusesANetworkThatOnlyClaimsToBeBijective() throws IOException {
        Model honest = bijective();
        // The last weights in the file before the embeddings are those of the last block's matrices.
        byte[] forged = bytes(honest);
        float[] weights = honest.network().blocks().getLast();
        byte[] stored = Tensor.of(weights, Tensor.Type.F16, weights.length).bytes();
        int at = new String(forged, StandardCharsets.ISO_8859_1)
                .indexOf(new String(stored, StandardCharsets.ISO_8859_1));
        assertThat(at).isPositive();
        short large = Float.floatToFloat16(100);
        forged[at] = (byte) large;
        forged[at + 1] = (byte) (large >> 8);
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(forged)))
                .isInstanceOf(InvalidModelFile.class)
                .hasMessageContaining("Lipschitz constant");

        String lying = description(honest).replaceFirst("(contraction\":0\\.)[0-9]", "$17");
        refuses(describedAs(honest, lying), "not of 0.7");

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
            refuses(bytes(scales), "LUT 2: an embedding has a number of " + bad);
        }
        Model large = model();
        large.embeddings().get(2).scales()[0] = 3e38f;
        refuses(bytes(large), "LUT 2: an embedding has a number of 3.8");
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
            "format":2                   | "format":1                          | of format 1
            "format":2                   | "format":3                          | of format 3
            "format":2                   | "format":2,"format":2               | Duplicate
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
            "accuracy":["none"           | "accuracy":["exact"                 | accuracy 'exact'
            "accuracy":["none"           | "accuracy":[null                    | columns.accuracy[0] is missing
            "accuracy":["none"           | "accuracy":["none","none"           | 6 values for 5 LUTs
            "accuracy":["none"           | "accuracy":["0.5/2"                 | promises 0.5/2 and has no detail
            "fidelity":[[                | "fidelity":[[1,                     | fidelity is 10 numbers
            "fidelity":[[                | "fidelity":[["NaN",                 | fidelity
            "fidelity":[[                | "fidelity":[null,[                  | values for 5 LUTs
            "domain":[null,              | "domain":[[0,0,0,1,1],              | domain is 5 numbers
            "domain":[null,              | "domain":[[0,0,0,0,1,1],            | domain of red
            "domain":[null,              | "domain":[[0,0,0,1e60,1,1],         | domain of red
            """)
    void refusesADescriptionThatIsWrong(String right, String wrong, String reason) throws IOException {
        String description = description(model());
        assertThat(description).contains(right);
        refuses(
                describedAs(model(), description.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))),
                reason);
    }

    @Test
    void refusesADescriptionThatIsNotDeflated() throws IOException {
        String right = Objects.requireNonNull(content(model()).metadata().get("lutra"));
        byte[] deflated = Base64.getDecoder().decode(right);
        refuses(packedAs("{}"), "not deflated");
        refuses(packedAs("AAAA" + right), "not deflated");
        refuses(packedAs(right.replace(right.charAt(40), '!')), "not deflated");
        refuses(packedAs(base64(Arrays.copyOf(deflated, deflated.length - 9))), "cut off");
        refuses(packedAs(base64(Arrays.copyOf(deflated, deflated.length + 1))), "goes on behind its end");
        refuses(packedAs(DeflatedText.of(new byte[33 << 20])), "more than 33554432 bytes");
    }

    @Test
    void refusesFormatsOfOtherNames() throws IOException {
        Safetensors content = content(model());
        var metadata = new LinkedHashMap<>(content.metadata());
        metadata.put("format", "lutra-model-3");
        refuses(bytes(new Safetensors(metadata, content.tensors())), "of the format 'lutra-model-3'");
        metadata.remove("format");
        refuses(bytes(new Safetensors(metadata, content.tensors())), "not understood");
        metadata.remove("lutra");
        refuses(bytes(new Safetensors(metadata, content.tensors())), "describes no model");
    }

    @Test
    void refusesLooksThatLieWhereNoneCan() throws IOException {
        int[] right = Objects.requireNonNull(content(DETAILED).tensors().get("looks.offsets"))
                .ints();
        int end = right[5];
        refuses(withOffsets(1, right[1], right[2], right[3], right[4], end), "start at 1");
        refuses(withOffsets(-1, right[1], right[2], right[3], right[4], end), "start at -1");
        refuses(withOffsets(0, right[1], right[1], right[3], right[4], end), "LUT 1: it lies at");
        refuses(withOffsets(0, right[1], right[1] + 104, right[3], right[4], end), "LUT 1: it lies at");
        refuses(withOffsets(0, right[3], right[2], right[3], right[4], end), "LUT 1: it lies at");
        refuses(withOffsets(0, right[1], end + 200, right[3], right[4], end), "LUT 1: it lies at");
        refuses(withOffsets(0, right[1], Integer.MAX_VALUE, right[3], right[4], end), "LUT 1: it lies at");
        refuses(withOffsets(0, Integer.MIN_VALUE, right[2], right[3], right[4], end), "LUT 0: it lies at");
        refuses(withOffsets(0, right[1], right[2], right[3], right[4], -1), "looks.bytes should be");
        refuses(withOffsets(0, right[1], right[2], right[3], right[4], end + 1), "looks.bytes should be");
        refuses(withOffsets(0, right[1], right[2], right[3], end), "looks.offsets should be");
    }

    private static byte[] withOffsets(int... offsets) throws IOException {
        return bytes(with(content(DETAILED), "looks.offsets", Tensor.of(offsets)));
    }

    @Test
    void refusesLooksThatAreNone() throws IOException {
        Safetensors content = content(DETAILED);
        Tensor looks = Objects.requireNonNull(content.tensors().get("looks.bytes"));
        int[] starts =
                Objects.requireNonNull(content.tensors().get("looks.offsets")).ints();
        int embedding = 1 + TestLuts.SMALL.embeddingSize() + Float.BYTES * TestLuts.SMALL.blocks();
        var coding = looks.bytes().clone();
        coding[starts[2]] = 2;
        refuses(bytes(with(content, "looks.bytes", Tensor.of(coding))), "LUT 2: its embedding is coded in a way");
        coding[starts[2]] = 1;
        refuses(bytes(with(content, "looks.bytes", Tensor.of(coding))), "LUT 2: ");
        var kind = looks.bytes().clone();
        kind[starts[1] + embedding] = 64;
        refuses(bytes(with(content, "looks.bytes", Tensor.of(kind))), "LUT 1: the detail has an unknown kind");
        var size = looks.bytes().clone();
        size[starts[1] + embedding] = 8;
        size[starts[1] + embedding + 1] = (byte) 255;
        refuses(bytes(with(content, "looks.bytes", Tensor.of(size))), "LUT 1: the detail has the invalid size 256");
    }

    @Test
    void refusesConstantsThatAreNoneOrOfAnotherProgram() throws IOException {
        Safetensors content = content(DETAILED);
        Tensor constants = Objects.requireNonNull(content.tensors().get("details.constants"));
        for (int row = 0; row < 2; row++) {
            var version = constants.bytes().clone();
            version[row * CodecConstants.BYTES] = 9;
            var unknown = new Tensor(constants.type(), constants.shape(), version);
            refuses(bytes(with(content, "details.constants", unknown)), "details.constants are not understood");
        }
        var others = constants.bytes().clone();
        others[CodecConstants.BYTES + 1]++;
        var other = new Tensor(constants.type(), constants.shape(), others);
        refuses(bytes(with(content, "details.constants", other)), "constants that this program does not have");
    }

    private static Safetensors with(Safetensors content, String name, Tensor tensor) {
        var tensors = new LinkedHashMap<>(content.tensors());
        tensors.put(name, tensor);
        return new Safetensors(content.metadata(), tensors);
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
            "shape":[              | "shape":null,"x":[       | shape of tensor looks.offsets is missing
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
        Safetensors content = content(model());
        for (String name : content.tensors().keySet()) {
            Tensor tensor = Objects.requireNonNull(content.tensors().get(name));
            var flat = new Tensor(tensor.type(), List.of(1L, (long) tensor.floats().length), tensor.bytes());
            refuses(bytes(with(content, name, flat)), "should be");
        }
    }

    @Test
    void refusesAContractionThatIsNoNumber() throws IOException {
        String description = description(model());
        for (String claim : List.of("\"NaN\"", "\"Infinity\"", "-1", "1e400")) {
            byte[] file = describedAs(
                    model(),
                    description.replaceFirst("\"columns\"", "\"contraction\":%s,\"columns\"".formatted(claim)));
            assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidModelFile.class);
        }
    }

    /** Whatever is done to a model file, it is a model afterwards, or refused with a reason of one line. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesMutations(boolean first) throws IOException {
        byte[] file = first ? Files.readAllBytes(Path.of("models", "film-bijective.safetensors")) : bytes(DETAILED);
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++) {
            refused += survives(Mutations.of(file, new SplittableRandom(seed)), seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(300, 1499);
    }

    /** Where the file's own checks do not see it. */
    @Test
    void survivesMutationsOfItsDescription() throws IOException {
        byte[] text = description(DETAILED).getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++) {
            byte[] mutated = Mutations.ofText(text, new SplittableRandom(seed));
            refused += survives(bytes(described(content(DETAILED), mutated)), seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(300, 1499);
    }

    /** Behind its header a detail is numbers to the last bit: what is wrong with them decoding tells. */
    @Test
    void survivesMutationsOfItsLooks() throws IOException {
        Safetensors content = content(DETAILED);
        float[] colors = TestLuts.looks(1, 1).getFirst().lattice();
        var random = new SplittableRandom(3);
        int refused = 0;
        int undecodable = 0;
        for (int seed = 0; seed < 300; seed++) {
            String name = random.nextInt(4) == 0
                    ? "looks.offsets"
                    : random.nextInt(4) == 0 ? "details.constants" : "looks.bytes";
            Tensor tensor = Objects.requireNonNull(content.tensors().get(name));
            byte[] mutated = Mutations.bytes(tensor.bytes(), tensor.bytes().length, random);
            byte[] whole = Arrays.copyOf(mutated, tensor.bytes().length);
            byte[] file = bytes(with(content, name, new Tensor(tensor.type(), tensor.shape(), whole)));
            if (!survives(file, seed)) {
                refused++;
                continue;
            }
            Model model = read(file);
            try (Decoder decoder = Decoder.open(model.network(), TestLuts.VECTOR, 1)) {
                for (int look = 0; look < model.looks().size(); look++) {
                    assertThat(decoder.apply(model.encoded(look), colors))
                            .as("seed %d", seed)
                            .doesNotContain(Float.NaN);
                }
            } catch (InvalidDetail e) {
                undecodable++;
                assertThat(e.getMessage()).as("seed %d", seed).matches(PlainText::isPlain);
            }
        }
        assertThat(refused).isBetween(50, 250);
        assertThat(undecodable).isBetween(20, 250);
    }

    private static boolean survives(byte[] mutated, int seed) throws IOException {
        try {
            Model model = read(mutated);
            assertThat(model.luts()).hasSameSizeAs(model.embeddings());
            return true;
        } catch (InvalidModelFile e) {
            assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().matches(PlainText::isPlain);
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static Safetensors content(Model model) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(bytes(model)));
    }

    /** The JSON of its metadata. */
    private static String description(Model model) throws IOException {
        String deflated = Objects.requireNonNull(content(model).metadata().get("lutra"));
        return new String(DeflatedText.read(deflated, 1 << 20), StandardCharsets.UTF_8);
    }

    private static byte[] describedAs(Model model, String description) throws IOException {
        return bytes(described(content(model), description.getBytes(StandardCharsets.UTF_8)));
    }

    private static Safetensors described(Safetensors content, byte[] description) {
        return packed(content, DeflatedText.of(description));
    }

    private static byte[] packedAs(String text) throws IOException {
        return bytes(packed(content(model()), text));
    }

    private static Safetensors packed(Safetensors content, String text) {
        var metadata = new LinkedHashMap<>(content.metadata());
        metadata.put("lutra", text);
        return new Safetensors(metadata, content.tensors());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
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
        Network network = network(random).toFloat16();
        List<Lut3d> luts = sources(random);
        List<Embedding> embeddings = luts.stream()
                .map(lut ->
                        Embedding.round(uniform(random, TestLuts.SMALL.embeddingSize(), 0.3f), TestLuts.SMALL.blocks()))
                .toList();
        return TestLuts.model(network, luts, embeddings);
    }

    /** The weights of format-1.safetensors. */
    private static Network network(SplittableRandom random) {
        var layout = BlockLayout.of(TestLuts.SMALL);
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < TestLuts.SMALL.blocks(); block++) {
            var weights = new float[layout.weights()];
            for (BlockLayout.Tensor matrix : layout.matrices()) {
                double limit = (matrix.equals(layout.output()) ? 0.1f : 1) / Math.sqrt(matrix.rows());
                System.arraycopy(uniform(random, matrix.size(), limit), 0, weights, matrix.from(), matrix.size());
            }
            Arrays.fill(weights, layout.scale().from(), layout.scale().end(), 1);
            blocks.add(weights);
        }
        return new Network(TestLuts.SMALL, blocks);
    }

    private static float[] uniform(SplittableRandom random, int count, double limit) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
        return values;
    }

    private static List<Lut3d> sources(SplittableRandom random) {
        var luts = new ArrayList<>(TestLuts.looks(4, 1));
        luts.add(TestLuts.look(random, new RgbBox(new Rgb(-1, 0, 0), new Rgb(4, 4, 4)), -1, 3));
        return luts;
    }

    /** Looks with details of several kinds, and one without. */
    private static Model detailed() {
        Model bare = model();
        byte[] constants = CodecConstants.identity().toBytes();
        // Those of a network of its own differ from those of the identity.
        constants[1]++;
        Network network = bare.network().withDetails(CodecConstants.ofBytes(constants));
        var luts = new ArrayList<ModelLut>();
        var looks = new ArrayList<LookCode>();
        try (Decoder decoder = Decoder.open(network, TestLuts.VECTOR, 1)) {
            var encoder = new LookEncoder(decoder, network, 1);
            List<Lut3d> sources = sources(new SplittableRandom(1));
            for (int i = 0; i < sources.size(); i++) {
                EncodedLook look =
                        encoder.encode(sources.get(i), bare.embeddings().get(i), ACCURACIES.get(i));
                ModelLut lut = bare.luts().get(i);
                luts.add(TestModels.described(lut, lut.domain(), look.range(), look.accuracy(), look.fidelity()));
                looks.add(look.code());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Model(bare.info(), network, luts, looks);
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
