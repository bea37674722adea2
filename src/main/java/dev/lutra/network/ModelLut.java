package dev.lutra.network;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a LUT that it holds.
 *
 * @param id slug, unique in the model
 * @param title shown to people
 * @param tags lower-case words to find it by
 * @param license SPDX identifier, or null for the model's
 * @param attribution whom to credit, or null for the model's
 * @param source the file that it was learned from
 * @param domain the inputs that it spans
 * @param range the outputs that the network's unit cube stands for
 * @param accuracy what the model keeps of it; {@link Accuracy#NONE} if nothing was promised
 * @param fidelity how close what the model delivers comes to the source over the whole gamut;
 *     {@link Fidelity#UNKNOWN} if that was not measured
 */
public record ModelLut(
        String id,
        String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        Source source,
        RgbBox domain,
        RgbBox range,
        Accuracy accuracy,
        Fidelity fidelity) {

    public ModelLut {
        tags = List.copyOf(tags);
    }

    /**
     * The uploaded file.
     *
     * @param format {@code cube} or {@code png}
     * @param size lattice points along one edge
     * @param sha256 of the file, lower-case hexadecimal
     * @param bytes its length
     */
    public record Source(String format, int size, String sha256, long bytes) {}
}
