package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        var pretender = new Model(honest.info(), network, honest.luts(), honest.embeddings());
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
        return new Model(plain.info(), network, plain.luts(), plain.embeddings());
    }

    private static byte[] bytes(Model model) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }
}
