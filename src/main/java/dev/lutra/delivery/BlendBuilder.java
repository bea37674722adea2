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

/** Makes a blend out of ids and weights, and names every entry that is at fault. */
public final class BlendBuilder {

    private final Library library;
    private final Blend.Space space;
    private final int maxOutputs;
    private final Map<Long, LibraryLut> luts = new LinkedHashMap<>();
    private final Map<Long, List<Double>> weights = new LinkedHashMap<>();
    private final List<FieldFault> faults = new ArrayList<>();

    /**
     * Begins with nothing.
     *
     * @param space where the LUTs are mixed
     * @param maxOutputs most LUTs that are evaluated one by one, to mix their outputs
     */
    public BlendBuilder(Library library, Blend.Space space, int maxOutputs) {
        this.library = library;
        this.space = space;
        this.maxOutputs = maxOutputs;
    }

    /**
     * Adds a LUT; one that is there already gets more weight.
     *
     * @param field names the entry if it is at fault
     * @param id slug, or index in the active model
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

    /** What is mixed of a LUT: what it gives, or its embedding where the active model holds one. */
    private LibraryLut mixed(LibraryLut lut) {
        return space == Blend.Space.OUTPUT
                ? lut
                : library.active()
                        .flatMap(model -> library.held(lut, model))
                        .map(LibraryLut::fromNetwork)
                        .orElse(lut);
    }

    /** Notes what cannot be understood as an entry. */
    public void reject(String field, String code, String detail) {
        faults.add(new FieldFault(field, code, detail));
    }

    /**
     * What was mixed: the LUT itself where only one has weight.
     *
     * @param field names all entries together
     * @throws InvalidParameters if an entry is at fault, if no LUT has weight, or if they do not span the same inputs
     */
    public ColorMap subject(String field) {
        // Scaled by the largest first, so that the sum stays finite.
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

    /** Sorted first: a sum depends, in its last bits, on the order of what is added, which would be that of the request. */
    private static double sum(DoubleStream given, double largest) {
        return given.map(weight -> weight / largest).sorted().sum();
    }

    private void checkTogether(String field, Blend blend) {
        for (Blend.Part part : blend.parts()) {
            if (!part.lut().domain().equals(blend.domain())) {
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
