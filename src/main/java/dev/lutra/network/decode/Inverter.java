package dev.lutra.network.decode;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NotBijective;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.io.IOException;

/**
 * Evaluates a bijective network backwards. Safe for use by many threads, which share its few platform threads.
 *
 * <p>On the network's own unbounded scale every colour has exactly one inverse. Where that lies outside of the cube of
 * inputs, the LUT cannot produce the colour, and the inverse is clipped to the cube channel by channel. A LUT's outputs
 * 0 and 1 lie at ±atanh(α) of that scale, so that their inverses are finite; beyond them the LUT clips, and what it has
 * clipped does not come back.
 */
public final class Inverter implements AutoCloseable {

    private final ChunkedEvaluation evaluation;
    private final double contraction;

    private Inverter(Engine engine, double contraction, int threads) {
        evaluation = new ChunkedEvaluation(engine, threads, "invert-");
        this.contraction = contraction;
    }

    /**
     * Puts a network on a device, where it stays until closed.
     *
     * @param device as {@link Engines#choose} gives it
     * @param threads that evaluate at the same time, 1 or more
     * @throws NotBijective if the network has no inverse
     */
    public static Inverter open(Network network, ComputeDevice device, int threads) {
        if (!network.bijective()) {
            throw new NotBijective("this network was not trained to be bijective: it has no inverse");
        }
        return new Inverter(Engines.open(network, device), LipschitzBound.contraction(network), threads);
    }

    /**
     * Inverts a LUT at given colours.
     *
     * @param lut encoded under this network
     * @param colors RGB triples in the LUT's own range, its outputs; what lies outside is clipped to the range
     * @return as many RGB triples, 0…1 for the edges of the LUT's domain
     */
    public float[] invert(EncodedLut lut, float[] colors) {
        return evaluation.colors(
                backwards(lut.embedding(), RgbBox.UNIT), clipped(lut.range().toUnit(colors)));
    }

    /**
     * Inverts a LUT on a lattice over its outputs. Memory does not grow with the lattice.
     *
     * @param lut encoded under this network
     * @param outputs the box of the LUT's outputs that the lattice spans
     * @param size points along one edge, 2…256
     * @param sink receives the lattice in order, values in the LUT's domain; called on this thread
     */
    public void decodeInverse(EncodedLut lut, RgbBox outputs, int size, LatticeSink sink) throws IOException {
        float[] unit = clipped(lut.range().toUnit(outputs.fromUnit(Lattice.greys(size))));
        var axes = new float[3][size];
        for (int i = 0; i < unit.length; i++) {
            axes[i % 3][i / 3] = unit[i];
        }
        evaluation.lattice(backwards(lut.embedding(), lut.domain()), axes, sink);
    }

    /** Frees the device's memory once the inversions under way have ended. */
    @Override
    public void close() {
        evaluation.close();
    }

    private ChunkedEvaluation.ColorMap backwards(float[] embedding, RgbBox domain) {
        return (worker, unit, x, points, rgb) -> {
            worker.inverse(embedding, x, points, contraction, rgb);
            ColorScale.unsquash(rgb, domain);
        };
    }

    private static float[] clipped(float[] unit) {
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.clamp(unit[i], 0f, 1f);
        }
        return unit;
    }
}
