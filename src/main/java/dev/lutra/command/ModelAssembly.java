package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.DetailInfo;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.LookCode;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.learn.LookEncoder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Adds LUTs to a model: makes details for their embeddings, and describes them. */
final class ModelAssembly {

    private ModelAssembly() {}

    /**
     * Appends LUTs to a model.
     *
     * @param sources the new LUTs
     * @param embeddings one for each source
     * @param accuracy the accuracy of the LUTs; a bijective network has none
     * @param cancelled called ten times a second
     * @return null if cancelled
     */
    static @Nullable Model grow(
            Model known,
            List<SourceLut> sources,
            List<Embedding> embeddings,
            Accuracy accuracy,
            ComputeOptions compute,
            PrintWriter console,
            BooleanSupplier cancelled) {
        Accuracy promised = known.network().bijective() ? Accuracy.NONE : accuracy;
        List<Lut3d> lattices = sources.stream().map(SourceLut::lut).toList();
        try (Decoder decoder = Decoder.open(known.network(), compute.device(), compute.threads())) {
            List<EncodedLook> looks = new LookEncoder(decoder, known.network(), compute.threads())
                    .encode(
                            lattices,
                            embeddings,
                            Collections.nCopies(sources.size(), promised),
                            new CountLine(console, "details", sources.size()),
                            cancelled);
            return looks == null ? null : grow(known, sources, looks);
        }
    }

    private static Model grow(Model known, List<SourceLut> sources, List<EncodedLook> looks) {
        var luts = new ArrayList<>(known.luts());
        var stored = new ArrayList<>(known.looks());
        for (int i = 0; i < sources.size(); i++) {
            luts.add(describe(sources.get(i), looks.get(i)));
            stored.add(looks.get(i).code());
        }
        return new Model(known.info(), known.network(), luts, stored);
    }

    /** The LUT has no separate licence, because the model has one for all. */
    private static ModelLut describe(SourceLut source, EncodedLook look) {
        return new ModelLut(
                source.id(),
                source.title(),
                source.tags(),
                null,
                null,
                source.source(),
                source.lut().domain(),
                source.shaper() == null ? null : PackedShaper.of(source.shaper()),
                look.range(),
                look.accuracy(),
                look.fidelity());
    }

    /** Prints the bytes and the fidelity of the looks of a model from an index on. */
    static void print(PrintWriter console, Model model, int from) {
        List<ModelLut> luts = model.luts().subList(from, model.luts().size());
        List<LookCode> looks = model.looks().subList(from, model.looks().size());
        double embedding = looks.stream()
                .mapToInt(look -> look.embedding().bytes())
                .average()
                .orElse(0);
        int[] details = looks.stream().mapToInt(LookCode::detailBytes).sorted().toArray();
        long bare = luts.stream().filter(lut -> lut.accuracy().isNone()).count();
        console.printf(
                "a look: embedding %,.0f bytes, detail mean %,.0f, median %,d, max %,d; %d of %d keep their accuracy%n",
                embedding,
                looks.stream().mapToInt(LookCode::detailBytes).average().orElse(0),
                details[details.length / 2],
                details[details.length - 1],
                looks.size() - bare,
                looks.size());
        printKinds(console, looks);
        FidelityTable.printMeans(
                console, "Whole gamut", luts.stream().map(ModelLut::fidelity).toList());
    }

    private static void printKinds(PrintWriter console, List<LookCode> looks) {
        int network = 0;
        int identity = 0;
        int lossless = 0;
        for (LookCode look : looks) {
            byte[] detail = look.detail();
            if (detail != null) {
                DetailInfo info = DetailDecoder.inspect(detail);
                network += info.needsNetwork() ? 1 : 0;
                identity += info.identity() ? 1 : 0;
                lossless += info.lossless() ? 1 : 0;
            }
        }
        console.printf(
                "details: %d added to the network, %d to the identity, %d lossless%n", network, identity, lossless);
    }
}
