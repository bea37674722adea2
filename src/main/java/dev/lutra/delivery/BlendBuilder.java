package dev.lutra.delivery;

import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutNotFound;
import dev.lutra.problem.FieldFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Makes a blend from ids and weights, and collects the faults of all entries. */
public final class BlendBuilder {

    private final Library library;
    private final Blend.Space space;
    private final int maxOutputs;
    private final Map<Long, LibraryLut> luts = new LinkedHashMap<>();
    private final Map<Long, List<Double>> weights = new LinkedHashMap<>();
    private final List<FieldFault> faults = new ArrayList<>();

    /**
     * Starts an empty blend.
     *
     * @param space the space in which the LUTs are mixed
     * @param maxOutputs the largest number of LUTs in a blend of outputs, because each of them is evaluated
     */
    public BlendBuilder(Library library, Blend.Space space, int maxOutputs) {
        this.library = library;
        this.space = space;
        this.maxOutputs = maxOutputs;
    }

    /**
     * Adds a LUT. A LUT that is already in the blend gets more weight.
     *
     * @param field the name of the entry in a problem
     * @param id a slug, or an index in the active model
     */
    public void add(String field, String id, double weight) {
        if (!Double.isFinite(weight) || weight < 0) {
            reject(
                    field,
                    "invalid-weight",
                    "'%s' has weight %s: must be finite and not negative".formatted(id, weight));
            return;
        }
        try {
            LibraryLut lut = mixed(library.find(id, null));
            luts.put(lut.key(), lut);
            weights.computeIfAbsent(lut.key(), key -> new ArrayList<>()).add(weight);
        } catch (LutNotFound e) {
            reject(field, "lut-not-found", "there is no LUT '%s'".formatted(id));
        }
    }

    /** The form of a LUT in the mix: the LUT as it answers requests, or its embedding if the active model holds one. */
    private LibraryLut mixed(LibraryLut lut) {
        return space == Blend.Space.OUTPUT
                ? lut
                : library.active()
                        .flatMap(model -> library.held(lut, model))
                        .map(LibraryLut::fromNetwork)
                        .orElse(lut);
    }

    /** Adds a fault for an entry that cannot be parsed. */
    public void reject(String field, String code, String detail) {
        faults.add(new FieldFault(field, code, detail));
    }

    /**
     * The blend, or the LUT itself if only one LUT has weight.
     *
     * @param field the common name of all entries in a problem
     * @throws InvalidParameters if an entry has a fault, if no LUT has weight, or if the LUTs have different domains
     */
    public ColorMap subject(String field) {
        // Weights are first scaled by the largest one, so that the sum stays finite.
        double largest = weights.values().stream()
                .flatMapToDouble(BlendBuilder::values)
                .max()
                .orElse(0);
        if (faults.isEmpty() && largest == 0) {
            reject(field, "no-weight", "at least one weight must be above 0");
        }
        throwFaults();
        double sum = sum(weights.values().stream().flatMapToDouble(BlendBuilder::values), largest);
        var parts = new ArrayList<Blend.Part>();
        luts.forEach((key, lut) -> {
            double share = sum(values(weights.getOrDefault(key, List.of())), largest) / sum;
            if (share > 0) {
                parts.add(new Blend.Part(lut, share));
            }
        });
        if (parts.size() == 1) {
            LibraryLut only = parts.getFirst().lut();
            return new ColorMap.Single(only, space == Blend.Space.EMBEDDING ? ColorMap.Single.NETWORK : null);
        }
        var blend = new Blend(parts, space);
        checkTogether(field, blend);
        throwFaults();
        return blend;
    }

    private static DoubleStream values(List<Double> given) {
        return given.stream().mapToDouble(Double::doubleValue);
    }

    /**
     * The sum of the sorted weights. The last bits of a sum depend on the order, and the order of the request must not
     * matter.
     */
    private static double sum(DoubleStream given, double largest) {
        return given.map(weight -> weight / largest).sorted().sum();
    }

    private void checkTogether(String field, Blend blend) {
        for (Blend.Part part : blend.parts()) {
            if (!part.lut().inputs().equals(blend.domain())) {
                reject(
                        field,
                        "domains-differ",
                        "'%s' spans other inputs than '%s'"
                                .formatted(
                                        part.lut().id(),
                                        blend.parts().getFirst().lut().id()));
            }
        }
        if (space == Blend.Space.OUTPUT && blend.parts().size() > maxOutputs) {
            reject(
                    field,
                    "too-many-luts",
                    "%d LUTs: at most %d are blended by their outputs"
                            .formatted(blend.parts().size(), maxOutputs));
        }
        if (space == Blend.Space.EMBEDDING
                && blend.parts().stream().anyMatch(part -> part.lut().shaper() != null)) {
            reject("space", "shaper", "a look with a shaper is no embedding alone: the outputs can be blended");
        }
        if (space == Blend.Space.EMBEDDING && blend.model() == null) {
            reject("space", "no-common-model", "no one model holds all of these LUTs: their outputs can be blended");
        }
    }

    private void throwFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidParameters(faults);
        }
    }
}
