package dev.lutra.network.file;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.LookCode;
import dev.lutra.network.Magnitude;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.NotBijective;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a model as one safetensors file.
 *
 * <p>Tensors: {@code block.K.weights} (float16, the matrices, scale and shift of a block in the order of {@link
 * Network}), for a network with a prior {@code prior.mean} and {@code prior.deviation} (float16), {@code details.constants} (bytes) and the looks, in the form of {@link LookTensors}. The constants are
 * first those of details that are added to the prediction of the network, then those of details that are added to the
 * identity, so that a reader needs only the file. {@link ModelDescription} in the metadata has the rest. Files of
 * format 1, which contain no details, can be read as well: {@link FirstFormat}.
 */
public final class ModelFile {

    private static final String PRIOR_MEAN = "prior.mean";
    private static final String PRIOR_DEVIATION = "prior.deviation";
    private static final String CONSTANTS = "details.constants";

    /** The tolerance for another order of additions on another machine. */
    private static final double CONTRACTION_TOLERANCE = 1e-9;

    private ModelFile() {}

    /**
     * Reads a model.
     *
     * @throws InvalidModelFile if the file is not a model
     */
    public static Model read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        } catch (InvalidModelFile e) {
            throw new InvalidModelFile("%s is no model: %s".formatted(file, e.getMessage()));
        }
    }

    /** Writes to a file. The file has either the old content or the new one, even after a crash. */
    public static void write(Model model, Path file) throws IOException {
        WholeFile.replace(file, out -> write(model, out));
    }

    /**
     * Writes to a stream, and leaves it open.
     *
     * @throws NotBijective if the network should be bijective and is not
     */
    public static void write(Model model, OutputStream out) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        var looks = LookTensors.of(model.looks());
        // Tensors with large elements come first, so that the offset of each is a multiple of its element size.
        tensors.put(LookTensors.OFFSETS, looks.offsets());
        for (int block = 0; block < model.network().shape().blocks(); block++) {
            float[] weights = model.network().blocks().get(block);
            tensors.put(blockName(block), Tensor.of(weights, Tensor.Type.F16, weights.length));
        }
        EmbeddingPrior prior = model.network().prior();
        if (prior != null) {
            tensors.put(PRIOR_MEAN, Tensor.of(prior.mean(), Tensor.Type.F16, prior.mean().length));
            tensors.put(PRIOR_DEVIATION, Tensor.of(prior.deviation(), Tensor.Type.F16, prior.deviation().length));
        }
        tensors.put(CONSTANTS, constants(model.network().details()));
        tensors.put(LookTensors.BYTES, looks.bytes());
        new Safetensors(ModelDescription.of(model).toMetadata(), tensors).write(out);
    }

    /**
     * Reads a model from a stream, and leaves it open.
     *
     * @throws InvalidModelFile if the stream contains no model
     */
    public static Model read(InputStream in) throws IOException {
        Safetensors content = Safetensors.read(in);
        var description = ModelDescription.parse(content.metadata());
        try {
            boolean first = description.isOfFirstFormat();
            NetworkShape shape = description.shape().shape();
            boolean hasPrior = !first && content.tensors().containsKey(PRIOR_MEAN);
            int tensors = shape.blocks() + (first ? FirstFormat.TENSORS : LookTensors.TENSORS + 1) + (hasPrior ? 2 : 0);
            if (content.tensors().size() != tensors) {
                throw new InvalidModelFile("it has %d tensors, a model of %s has %d"
                        .formatted(content.tensors().size(), shape, tensors));
            }
            EmbeddingPrior prior = hasPrior ? prior(content, shape) : null;
            Network network =
                    network(content, description, first ? CodecConstants.identity() : constants(content), prior);
            List<ModelLut> luts = description.luts();
            List<LookCode> looks = first
                    ? FirstFormat.looks(content, shape, luts.size())
                    : LookTensors.read(content, luts.size()).looks(network);
            requireDetails(luts, looks);
            return new Model(description.info(), network, luts, looks);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelFile(String.valueOf(e.getMessage()));
        }
    }

    private static Network network(
            Safetensors content, ModelDescription description, CodecConstants details, @Nullable EmbeddingPrior prior) {
        NetworkShape shape = description.shape().shape();
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            blocks.add(content.tensor(blockName(block), Tensor.Type.F16, shape.sharedPerBlock())
                    .floats());
        }
        var network = new Network(shape, blocks, description.contraction() != null, details, prior);
        Magnitude.check(network);
        requireContraction(network, description.contraction());
        return network;
    }

    private static EmbeddingPrior prior(Safetensors content, NetworkShape shape) {
        int numbers = shape.embeddingSize();
        return new EmbeddingPrior(
                content.tensor(PRIOR_MEAN, Tensor.Type.F16, numbers).floats(),
                content.tensor(PRIOR_DEVIATION, Tensor.Type.F16, numbers).floats());
    }

    private static Tensor constants(CodecConstants details) {
        byte[] rows = ByteBuffer.allocate(2 * CodecConstants.BYTES)
                .put(details.toBytes())
                .put(CodecConstants.identity().toBytes())
                .array();
        return new Tensor(Tensor.Type.U8, List.of(2L, (long) CodecConstants.BYTES), rows);
    }

    private static CodecConstants constants(Safetensors content) {
        byte[] rows = content.tensor(CONSTANTS, Tensor.Type.U8, 2, CodecConstants.BYTES)
                .bytes();
        try {
            CodecConstants details = CodecConstants.ofBytes(Arrays.copyOf(rows, CodecConstants.BYTES));
            byte[] identity = Arrays.copyOfRange(rows, CodecConstants.BYTES, rows.length);
            if (!CodecConstants.ofBytes(identity).equals(CodecConstants.identity())) {
                throw new InvalidModelFile("its details were coded with constants that this program does not have");
            }
            return details;
        } catch (InvalidDetail e) {
            throw new InvalidModelFile("its %s are not understood: %s".formatted(CONSTANTS, e.getMessage()));
        }
    }

    /** The network without details keeps no promise. */
    private static void requireDetails(List<ModelLut> luts, List<LookCode> looks) {
        for (int lut = 0; lut < luts.size(); lut++) {
            Accuracy accuracy = luts.get(lut).accuracy();
            if (!accuracy.isNone() && looks.get(lut).detail() == null) {
                throw new InvalidModelFile("LUT %d promises %s and has no detail".formatted(lut, accuracy));
            }
        }
    }

    /** The file is not trusted: its claim is computed again. */
    private static void requireContraction(Network network, @Nullable Double claimed) {
        // The negation also rejects NaN.
        if (claimed != null && !(Math.abs(LipschitzBound.contraction(network) - claimed) <= CONTRACTION_TOLERANCE)) {
            throw new InvalidModelFile("its blocks have a Lipschitz constant of %s, not of %s"
                    .formatted(LipschitzBound.contraction(network), claimed));
        }
    }

    private static String blockName(int block) {
        return "block." + block + ".weights";
    }
}
