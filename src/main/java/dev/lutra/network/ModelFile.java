package dev.lutra.network;

import dev.lutra.network.Safetensors.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a model as one safetensors file.
 *
 * <p>Tensors: {@code block.K.weights} (float16, the matrices, scale and shift of a block in the order of
 * {@link Network}), {@code embedding.codes} (int8, LUTs × numbers) and {@code embedding.scales} (float32, LUTs ×
 * blocks). The metadata holds the rest: {@code lutra}, a JSON object described by {@link ModelDescription}.
 */
public final class ModelFile {

    private static final String DESCRIPTION = "lutra";
    private static final String CODES = "embedding.codes";
    private static final String SCALES = "embedding.scales";

    /** For another machine's order of additions. */
    private static final double CONTRACTION_TOLERANCE = 1e-9;

    private ModelFile() {}

    /**
     * Reads a model.
     *
     * @throws InvalidModelFile if the file is none
     */
    public static Model read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        } catch (InvalidModelFile e) {
            throw new InvalidModelFile("%s is no model: %s".formatted(file, e.getMessage()));
        }
    }

    /** Writes to a file, which holds either the old content or the new, whatever happens in between. */
    public static void write(Model model, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            write(model, out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes to a stream, which stays open.
     *
     * @throws NotBijective if the network should be bijective and is not
     */
    public static void write(Model model, OutputStream out) throws IOException {
        NetworkShape shape = model.network().shape();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int block = 0; block < shape.blocks(); block++) {
            float[] weights = model.network().blocks().get(block);
            tensors.put(blockName(block), Tensor.of(weights, Safetensors.Type.F16, weights.length));
        }
        int luts = model.embeddings().size();
        var codes = ByteBuffer.allocate(luts * shape.embeddingSize());
        var scales = new float[luts * shape.blocks()];
        for (int lut = 0; lut < luts; lut++) {
            Embedding embedding = model.embeddings().get(lut);
            codes.put(embedding.codes());
            System.arraycopy(embedding.scales(), 0, scales, lut * shape.blocks(), shape.blocks());
        }
        tensors.put(SCALES, Tensor.of(scales, Safetensors.Type.F32, luts, shape.blocks()));
        tensors.put(
                CODES,
                new Tensor(Safetensors.Type.I8, List.of((long) luts, (long) shape.embeddingSize()), codes.array()));
        new Safetensors(Map.of(DESCRIPTION, ModelDescription.of(model).toJson()), tensors).write(out);
    }

    /**
     * Reads a model from a stream, which stays open.
     *
     * @throws InvalidModelFile if the stream holds none
     */
    public static Model read(InputStream in) throws IOException {
        Safetensors content = Safetensors.read(in);
        var description = ModelDescription.parse(content.metadata().get(DESCRIPTION));
        try {
            NetworkShape shape = description.shape();
            if (content.tensors().size() != shape.blocks() + 2) {
                throw new InvalidModelFile("it has %d tensors, a model of %s has %d"
                        .formatted(content.tensors().size(), shape, shape.blocks() + 2));
            }
            var blocks = new ArrayList<float[]>();
            for (int block = 0; block < shape.blocks(); block++) {
                blocks.add(tensor(content, blockName(block), Safetensors.Type.F16, shape.sharedPerBlock())
                        .floats());
            }
            var network = new Network(shape, blocks, description.contraction() != null);
            Magnitude.check(network);
            requireContraction(network, description.contraction());
            List<ModelLut> luts = description.luts();
            return Model.bare(description.info(), network, luts, embeddings(content, shape, luts.size()));
        } catch (IllegalArgumentException e) {
            throw new InvalidModelFile(String.valueOf(e.getMessage()));
        }
    }

    /** The file need not be trusted: what it claims is computed again. */
    private static void requireContraction(Network network, @Nullable Double claimed) {
        // Negated, so that it catches NaN too.
        if (claimed != null && !(Math.abs(Certificate.contraction(network) - claimed) <= CONTRACTION_TOLERANCE)) {
            throw new InvalidModelFile("its blocks have a Lipschitz constant of %s, not of %s"
                    .formatted(Certificate.contraction(network), claimed));
        }
    }

    private static List<Embedding> embeddings(Safetensors content, NetworkShape shape, int luts) {
        byte[] codes = tensor(content, CODES, Safetensors.Type.I8, luts, shape.embeddingSize())
                .bytes();
        float[] scales = tensor(content, SCALES, Safetensors.Type.F32, luts, shape.blocks())
                .floats();
        var embeddings = new ArrayList<Embedding>();
        for (int lut = 0; lut < luts; lut++) {
            var embedding = new Embedding(
                    Arrays.copyOfRange(codes, lut * shape.embeddingSize(), (lut + 1) * shape.embeddingSize()),
                    Arrays.copyOfRange(scales, lut * shape.blocks(), (lut + 1) * shape.blocks()));
            embedding.check(shape);
            embeddings.add(embedding);
        }
        return embeddings;
    }

    private static Tensor tensor(Safetensors content, String name, Safetensors.Type type, long... shape) {
        Tensor tensor = content.tensors().get(name);
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (tensor == null) {
            throw new InvalidModelFile("it has no tensor " + name);
        }
        if (tensor.type() != type || !tensor.shape().equals(wanted)) {
            throw new InvalidModelFile("tensor %s should be %s of shape %s, not %s of %s"
                    .formatted(name, type, wanted, tensor.type(), tensor.shape()));
        }
        return tensor;
    }

    private static String blockName(int block) {
        return "block." + block + ".weights";
    }
}
