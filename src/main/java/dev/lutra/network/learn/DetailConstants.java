package dev.lutra.network.learn;

import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.ConstantsTraining;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Embedding;
import dev.lutra.network.Network;
import dev.lutra.network.OutputRange;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.ComputeDevice;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fits the constants of the detail coder to the errors of the network on its training looks. */
public final class DetailConstants {

    /** The largest number of looks to learn from; it is enough, and each takes a second. */
    private static final int MOST = 64;
    /** The smallest number of looks to learn from. With fewer, the constants of the identity are as good. */
    private static final int LEAST = 12;

    private DetailConstants() {}

    /**
     * Adds the constants of the detail coder to a network. A bijective network has no details, and is not changed.
     *
     * @param embeddings one for each source
     * @param threads the number of threads that compute at the same time
     * @param cancelled called ten times a second
     * @return null if cancelled
     */
    public static @Nullable Network addTo(
            Network network,
            List<Lut3d> sources,
            List<Embedding> embeddings,
            ComputeDevice device,
            int threads,
            BooleanSupplier cancelled) {
        if (network.bijective()) {
            return network;
        }
        try (Decoder decoder = Decoder.open(network, device, threads)) {
            CodecConstants constants = learn(decoder, sources, embeddings, cancelled);
            return constants == null ? null : network.withDetails(constants);
        }
    }

    /**
     * Learns from a selection of looks at even intervals.
     *
     * @param decoder the decoder of the network
     * @param embeddings one for each source
     * @param cancelled called ten times a second
     * @return null if cancelled
     */
    public static @Nullable CodecConstants learn(
            Decoder decoder, List<Lut3d> sources, List<Embedding> embeddings, BooleanSupplier cancelled) {
        if (sources.size() < LEAST) {
            return CodecConstants.identity();
        }
        try (var work = new CancellableWork(1, "constants-")) {
            return work.await(work.submit(() -> learn(decoder, sources, embeddings)), cancelled);
        }
    }

    private static CodecConstants learn(Decoder decoder, List<Lut3d> sources, List<Embedding> embeddings)
            throws InterruptedException {
        var training = new ConstantsTraining();
        int looks = Math.min(MOST, sources.size());
        for (int i = 0; i < looks; i++) {
            int index = (int) ((long) i * sources.size() / looks);
            Lut3d source = sources.get(index);
            float[] unit = OutputRange.of(source).toUnit(source.lattice());
            training.add(
                    new Lut3d(source.size(), RgbBox.UNIT, unit),
                    decoder.prediction(embeddings.get(index).values()).at(ConstantsTraining.SIZE));
        }
        return training.train();
    }
}
