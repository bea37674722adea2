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
 * Evaluates a bijective network backwards. Many threads can use it at the same time; they share its few platform
 * threads.
 *
 * <p>On the unbounded scale of the network every colour has exactly one inverse. If the inverse is outside the cube of
 * inputs, the LUT cannot produce the colour, and the inverse is clipped to the cube channel by channel. The outputs 0
 * and 1 of a LUT are at ±atanh(α) of that scale, so their inverses are finite. Beyond them the LUT clips, and no
 * inverse restores clipped values.
 */
public final class Inverter implements AutoCloseable {

    private final ChunkedEvaluation evaluation;
    private final double contraction;

    private Inverter(Engine engine, double contraction, int threads) {
        evaluation = new ChunkedEvaluation(engine, threads, "invert-");
        this.contraction = contraction;
    }

    /**
     * Puts a network on a device, where it stays until the inverter is closed.
     *
     * @param device the result of {@link Engines#choose}
     * @param threads the number of threads that evaluate at the same time, 1 or more
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
     * @param lut a LUT that was encoded with this network
     * @param colors RGB triples in the range of the LUT, its outputs; other values are clipped to the range
     * @return as many RGB triples, in which 0…1 spans the domain of the LUT
     */
    public float[] invert(EncodedLut lut, float[] colors) {
        return evaluation.colors(
                backwards(lut.embedding(), RgbBox.UNIT), clipped(lut.range().toUnit(colors)));
    }

    /**
     * Inverts a LUT on a lattice over its outputs. The memory does not grow with the size of the lattice.
     *
     * @param lut a LUT that was encoded with this network
     * @param outputs the box of the outputs of the LUT that the lattice spans
     * @param size points along one edge, 2…256
     * @param sink receives the lattice in order, with values in the domain of the LUT; called on this thread
     */
    public void decodeInverse(EncodedLut lut, RgbBox outputs, int size, LatticeSink sink) throws IOException {
        float[] unit = clipped(lut.range().toUnit(outputs.fromUnit(Lattice.greys(size))));
        var axes = new float[3][size];
        for (int i = 0; i < unit.length; i++) {
            axes[i % 3][i / 3] = unit[i];
        }
        evaluation.lattice(backwards(lut.embedding(), lut.domain()), axes, sink);
    }

    /** Frees the memory of the device once the current inversions have ended. */
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
