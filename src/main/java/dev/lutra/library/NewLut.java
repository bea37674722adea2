package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Signature;
import dev.lutra.network.ModelLut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LUT that is to be added to the library.
 *
 * @param title the title, from which the slug is made
 * @param license the SPDX identifier of its license, or null
 * @param attribution the credit to the author, or null
 * @param domain the inputs of its lattice
 * @param shaper the curves before its lattice, or null
 * @param signature what it does to colours; null if that is to be found out later
 * @param accuracy the accuracy that is promised for it
 * @param warnings what Lutra skipped or approximated when it read the file, as plain text
 */
public record NewLut(
        String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        ModelLut.Source source,
        RgbBox domain,
        @Nullable PackedShaper shaper,
        @Nullable Signature signature,
        Accuracy accuracy,
        List<String> warnings) {}
