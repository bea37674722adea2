package dev.lutra.network.decode;

import dev.lutra.color.RgbBox;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.Preset;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/**
 * Lets Java compile the decoder while a service starts: on a thread of its own it decodes looks of a network without
 * weights on the CPU. On two cores the first decode of a model is then fast, and the start does not wait for it.
 */
public final class WarmUp {

    private static final NetworkShape SHAPE = Preset.DEFAULT.shape();
    private static final int SIZE = 17;
    private static final int REPETITIONS = 8;

    private WarmUp() {}

    /** Starts the thread, which ends by itself. */
    public static Thread start() {
        return Thread.ofPlatform().name("warm-up").daemon().start(WarmUp::run);
    }

    static void run() {
        ComputeDevice device = Engines.choose("cpu");
        if (device.kind() != ComputeDevice.Kind.VECTOR) {
            return;
        }
        var network = new Network(
                SHAPE,
                IntStream.range(0, SHAPE.blocks())
                        .mapToObj(block -> new float[SHAPE.sharedPerBlock()])
                        .toList());
        var look = new EncodedLut(new float[SHAPE.embeddingSize()], RgbBox.UNIT, RgbBox.UNIT);
        try (Decoder decoder = Decoder.open(network, device, 1)) {
            for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                decoder.decode(look, SIZE, (rgb, points) -> {});
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a sink that does nothing cannot fail", e);
        }
    }
}
