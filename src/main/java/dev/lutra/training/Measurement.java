package dev.lutra.training;

import dev.lutra.color.Fidelity;
import dev.lutra.network.Decoder;
import dev.lutra.network.Evaluation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Measures the fidelity of several LUTs at once, on all cores. */
public final class Measurement {

    private Measurement() {}

    /**
     * Measures what a decoder decodes.
     *
     * @param luts how many
     * @param figure measures one of them by its index
     * @param progress told how many are done, from several threads; what it throws ends the measurement
     */
    public static List<Fidelity> of(
            Decoder decoder, int luts, BiFunction<Evaluation, Integer, Fidelity> figure, IntConsumer progress) {
        var evaluation = new Evaluation(decoder);
        var done = new AtomicInteger();
        return IntStream.range(0, luts)
                .parallel()
                .mapToObj(lut -> {
                    Fidelity fidelity = figure.apply(evaluation, lut);
                    progress.accept(done.incrementAndGet());
                    return fidelity;
                })
                .toList();
    }
}
