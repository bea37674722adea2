package dev.lutra.training.command;

import dev.lutra.color.Fidelity;
import dev.lutra.library.SourceLut;
import dev.lutra.network.Decoder;
import dev.lutra.network.Embedding;
import dev.lutra.network.Evaluation;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import dev.lutra.network.OutputRange;
import dev.lutra.training.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Puts a model together from what was learned, with the fidelity of every new LUT measured on the model itself. */
final class ModelAssembly {

    private static final Fidelity UNMEASURED =
            new Fidelity(new Fidelity.Statistics(0, 0, 0), new Fidelity.Statistics(0, 0, 0), 0);

    private ModelAssembly() {}

    /**
     * A model of {@code known} LUTs and their embeddings, grown by new ones.
     *
     * @param sources of the new LUTs, as many as {@code embeddings}
     */
    static Model grow(
            Model.Info info,
            Network network,
            Model known,
            List<SourceLut> sources,
            List<Embedding> embeddings,
            ComputeOptions compute) {
        int from = known.luts().size();
        var allEmbeddings = new ArrayList<>(known.embeddings());
        allEmbeddings.addAll(embeddings);
        var unmeasured = new ArrayList<>(known.luts());
        sources.forEach(source -> unmeasured.add(describe(source, UNMEASURED)));
        var model = new Model(info, network, unmeasured, allEmbeddings);
        List<Fidelity> fidelities = measure(
                model,
                compute,
                sources.size(),
                (evaluation, i) -> evaluation.overGamut(
                        model.encoded(from + i), sources.get(i).lut()));
        var luts = new ArrayList<>(known.luts());
        for (int i = 0; i < sources.size(); i++) {
            luts.add(describe(sources.get(i), fidelities.get(i)));
        }
        return new Model(info, network, luts, allEmbeddings);
    }

    /** Measures several LUTs at once on all cores. */
    static List<Fidelity> measure(
            Model model, ComputeOptions compute, int luts, BiFunction<Evaluation, Integer, Fidelity> figure) {
        try (Decoder decoder = Decoder.open(model.network(), compute.device, compute.threads)) {
            return Measurement.of(decoder, luts, figure, done -> {});
        }
    }

    private static ModelLut describe(SourceLut source, Fidelity fidelity) {
        return new ModelLut(
                source.id(),
                source.title(),
                source.tags(),
                null,
                null,
                source.source(),
                source.lut().domain(),
                OutputRange.of(source.lut()),
                fidelity);
    }
}
