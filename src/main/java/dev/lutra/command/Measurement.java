package dev.lutra.command;

import dev.lutra.color.Fidelity;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Evaluation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Measures LUTs in parallel, because comparing them takes longer than decoding them. */
final class Measurement {

    private Measurement() {}

    /**
     * Measures LUTs.
     *
     * @param luts the number of LUTs
     * @param figure measures the LUT with an index {@code 0…luts − 1}
     */
    static List<Fidelity> of(
            Model model, ComputeOptions compute, int luts, BiFunction<Evaluation, Integer, Fidelity> figure) {
        try (Decoder decoder = Decoder.open(model.network(), compute.device(), compute.threads())) {
            var evaluation = new Evaluation(decoder);
            return IntStream.range(0, luts)
                    .parallel()
                    .mapToObj(lut -> figure.apply(evaluation, lut))
                    .toList();
        }
    }
}
