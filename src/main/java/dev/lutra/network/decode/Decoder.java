package dev.lutra.network.decode;

import dev.lutra.codec.Detail;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.DetailInfo;
import dev.lutra.codec.Prediction;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates looks on lattices: the output of the network for their embeddings, and their details. Many threads can use
 * it at the same time; they share its few platform threads.
 */
public final class Decoder implements AutoCloseable {

    private final ChunkedEvaluation evaluation;
    private final DetailDecoder details;

    private Decoder(Engine engine, DetailDecoder details, int threads) {
        evaluation = new ChunkedEvaluation(engine, threads, "decode-");
        this.details = details;
    }

    /**
     * Puts a network on a device, where it stays until the decoder is closed.
     *
     * @param device the result of {@link Engines#choose}
     * @param threads the number of threads that evaluate at the same time, 1 or more
     */
    public static Decoder open(Network network, ComputeDevice device, int threads) {
        return new Decoder(Engines.open(network, device), new DetailDecoder(network.details()), threads);
    }

    /**
     * Decodes the detail of a LUT on this thread, which must be a computing thread. It takes memory for {@code 6 ·
     * size³} numbers, where {@code size} is that of the detail. Half of this memory stays with the LUT.
     *
     * @throws dev.lutra.codec.InvalidDetail if the detail is damaged
     */
    public ReadyLut ready(EncodedLut lut) {
        byte[] bytes = lut.detail();
        if (bytes == null) {
            return new ReadyLut(lut.embedding(), null, true, lut.domain(), lut.range());
        }
        DetailInfo info = DetailDecoder.inspect(bytes);
        Detail detail = details.decode(bytes, prediction(lut.embedding()), Lut3d.MAX_SIZE);
        return new ReadyLut(lut.embedding(), detail, info.needsNetwork(), lut.domain(), lut.range());
    }

    /**
     * Decodes a LUT on a lattice over its domain. The memory does not grow with the size of the lattice.
     *
     * @param size points along one edge, 2 or more
     * @param sink receives the lattice in order, with values in the range of the LUT; called on this thread
     */
    public void decode(ReadyLut lut, int size, LatticeSink sink) throws IOException {
        float[] axis = RgbBox.UNIT.axis(0, size);
        evaluation.lattice(map(lut), new float[][] {axis, axis, axis}, sink);
    }

    /** Decodes a LUT that is used only once. */
    public void decode(EncodedLut lut, int size, LatticeSink sink) throws IOException {
        decode(ready(lut), size, sink);
    }

    /**
     * Decodes a LUT into memory.
     *
     * @param size points along one edge, 2…256
     * @return a lattice over the domain of the LUT, with values in its range
     */
    public Lut3d toLut(ReadyLut lut, int size) {
        try {
            return Lut3d.filledBy(size, lut.domain(), sink -> decode(lut, size, sink));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** Decodes a LUT that is used only once. */
    public Lut3d toLut(EncodedLut lut, int size) {
        return toLut(ready(lut), size);
    }

    /**
     * Decodes a LUT at given colours.
     *
     * @param colors RGB triples, in which 0…1 spans the domain of the LUT
     * @return as many RGB triples, in the range of the LUT
     */
    public float[] apply(ReadyLut lut, float[] colors) {
        return evaluation.colors(map(lut), colors);
    }

    /** Decodes a LUT that is used only once. */
    public float[] apply(EncodedLut lut, float[] colors) {
        return apply(ready(lut), colors);
    }

    /**
     * The prediction of the network for a look, without a detail.
     *
     * @param embedding the embedding of the look
     */
    public Prediction prediction(float[] embedding) {
        ChunkedEvaluation.ColorMap bare = bare(embedding, RgbBox.UNIT);
        return (rgb, out, points) ->
                System.arraycopy(evaluation.colors(bare, Arrays.copyOf(rgb, 3 * points)), 0, out, 0, 3 * points);
    }

    /** The device of the decoder. */
    public ComputeDevice device() {
        return evaluation.device();
    }

    /** Frees the memory of the device once the current evaluations have ended. */
    @Override
    public void close() {
        evaluation.close();
    }

    private static ChunkedEvaluation.ColorMap map(ReadyLut lut) {
        Detail detail = lut.detail();
        if (detail == null) {
            return bare(lut.embedding(), lut.range());
        }
        return new Detailed(lut.needsNetwork() ? lut.embedding() : null, detail, lut.range());
    }

    private static ChunkedEvaluation.ColorMap bare(float[] embedding, RgbBox range) {
        return (worker, unit, x, points, rgb) -> {
            worker.forward(embedding, x, points, rgb);
            ColorScale.unsquash(rgb, range);
        };
    }

    /** A look with its detail. Without an embedding it needs no network. */
    private record Detailed(float @Nullable [] embedding, Detail detail, RgbBox range)
            implements ChunkedEvaluation.ColorMap {

        @Override
        public void apply(Engine.Worker worker, float[] unit, float[] x, int points, float[] rgb) {
            if (embedding == null) {
                System.arraycopy(unit, 0, rgb, 0, 3 * points);
            } else {
                worker.forward(embedding, x, points, rgb);
                ColorScale.unsquash(rgb, RgbBox.UNIT);
            }
            detail.apply(unit, rgb, rgb, points);
            ColorScale.scale(rgb, range);
        }

        @Override
        public boolean usesNetwork() {
            return embedding != null;
        }
    }
}
