package dev.lutra.network;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a LUT in a model.
 *
 * @param id the slug, unique in the model
 * @param title the title for people
 * @param tags lower-case words for searches
 * @param license the SPDX identifier; null for that of the model
 * @param attribution the credit to the author; null for that of the model
 * @param source the file that it was learned from
 * @param domain the inputs of its lattice
 * @param shaper the curves before its lattice, whose outputs are its inputs; null if there are none
 * @param range the outputs that the unit cube of the network stands for
 * @param accuracy the accuracy that the model keeps; {@link Accuracy#NONE} if nothing was promised
 * @param fidelity the errors of the delivered look against the source over the whole gamut; {@link Fidelity#UNKNOWN} if
 *     they were not measured
 */
public record ModelLut(
        String id,
        String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        Source source,
        RgbBox domain,
        @Nullable PackedShaper shaper,
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
     * @param sha256 the hash of the file, in lower-case hexadecimal
     * @param bytes the length of the file
     */
    public record Source(String format, int size, String sha256, long bytes) {}
}
