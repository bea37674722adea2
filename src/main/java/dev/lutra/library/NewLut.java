package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Domain;
import dev.lutra.network.ModelLut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LUT on its way into the library.
 *
 * @param title its slug is made of it
 * @param license SPDX identifier, or null
 * @param attribution whom to credit, or null
 * @param accuracy what is promised of it
 * @param warnings of its file's reader, plain text
 */
public record NewLut(
        String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        ModelLut.Source source,
        Domain domain,
        Accuracy accuracy,
        List<String> warnings) {}
