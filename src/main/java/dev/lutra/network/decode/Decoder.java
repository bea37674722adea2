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
 * Evaluates looks on lattices: what a network makes of their embeddings, and their details. Safe for use by many threads,
 * which share its few platform threads.
 */
public final class Decoder implements AutoCloseable {

    private final ChunkedEvaluation evaluation;
    private final DetailDecoder details;

    private Decoder(Engine engine, DetailDecoder details, int threads) {
        evaluation = new ChunkedEvaluation(engine, threads, "decode-");
        this.details = details;
    }

    /**
     * Puts a network on a device, where it stays until closed.
     *
     * @param device as {@link Engines#choose} gives it
     * @param threads that evaluate at the same time, 1 or more
     */
    public static Decoder open(Network network, ComputeDevice device, int threads) {
        return new Decoder(Engines.open(network, device), new DetailDecoder(network.details()), threads);
    }

    /**
     * Decodes the detail of a LUT, on this thread, which is to be one that computes. Takes memory for
     * {@code 6 · size³} numbers of the detail's own size, and leaves half of it with the LUT.
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
     * Decodes a LUT on a lattice over its domain. Memory does not grow with the lattice.
     *
     * @param size points along one edge, 2 or more
     * @param sink receives the lattice in order, values in the LUT's own range; called on this thread
     */
    public void decode(ReadyLut lut, int size, LatticeSink sink) throws IOException {
        float[] axis = RgbBox.UNIT.axis(0, size);
        evaluation.lattice(map(lut), new float[][] {axis, axis, axis}, sink);
    }

    /** The same for one that is wanted once. */
    public void decode(EncodedLut lut, int size, LatticeSink sink) throws IOException {
        decode(ready(lut), size, sink);
    }

    /**
     * Decodes a LUT into memory.
     *
     * @param size points along one edge, 2…256
     * @return a lattice over the LUT's domain, values in its own range
     */
    public Lut3d toLut(ReadyLut lut, int size) {
        try {
            return Lut3d.filledBy(size, lut.domain(), sink -> decode(lut, size, sink));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** The same for one that is wanted once. */
    public Lut3d toLut(EncodedLut lut, int size) {
        return toLut(ready(lut), size);
    }

    /**
     * Decodes a LUT at given colours.
     *
     * @param colors RGB triples, 0…1 for the edges of the LUT's domain
     * @return as many RGB triples, in the LUT's own range
     */
    public float[] apply(ReadyLut lut, float[] colors) {
        return evaluation.colors(map(lut), colors);
    }

    /** The same for one that is wanted once. */
    public float[] apply(EncodedLut lut, float[] colors) {
        return apply(ready(lut), colors);
    }

    /**
     * What the bare network predicts of a look.
     *
     * @param embedding of the look
     */
    public Prediction prediction(float[] embedding) {
        ChunkedEvaluation.ColorMap bare = bare(embedding, RgbBox.UNIT);
        return (rgb, out, points) ->
                System.arraycopy(evaluation.colors(bare, Arrays.copyOf(rgb, 3 * points)), 0, out, 0, 3 * points);
    }

    /** What it runs on. */
    public ComputeDevice device() {
        return evaluation.device();
    }

    /** Frees the device's memory once the decodings under way have ended. */
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

    /** A look with its detail; without an embedding it needs no network. */
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
