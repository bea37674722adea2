package dev.lutra.network.file;

import dev.lutra.problem.PlainText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the names and texts of a model file, which must meet the same rules as those of the library. */
final class ModelTexts {

    static final int MAX_TITLE = 500;
    static final int MAX_TAGS = 4000;
    static final int MAX_LICENSE = 200;
    static final int MAX_ATTRIBUTION = 2000;
    static final int MAX_PROVENANCE = 4000;

    /** The id becomes a part of addresses and of file names. */
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._-]{0,99}");

    private ModelTexts() {}

    /** @throws InvalidModelFile if the id is missing or invalid */
    static String id(String name, @Nullable String id) {
        String present = present(name, id);
        if (!ID.matcher(present).matches()) {
            throw new InvalidModelFile(
                    "its %s '%s' is not 1 to 100 letters, digits, '-', '_' and '.'".formatted(name, present));
        }
        return present;
    }

    /**
     * A text without control characters, which older versions accepted.
     *
     * @throws InvalidModelFile if it is missing or too long
     */
    static String text(String name, @Nullable String text, int limit) {
        String present = present(name, text);
        if (present.length() > limit) {
            throw new InvalidModelFile("its %s has more than %d characters".formatted(name, limit));
        }
        return PlainText.isPlain(present) ? present : PlainText.cleaned(present);
    }

    /** An optional text; null if there is none. */
    static @Nullable String optional(String name, @Nullable String text, int limit) {
        return text == null ? null : text(name, text, limit);
    }

    /** @throws InvalidModelFile if the value is missing */
    static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidModelFile("its %s is missing".formatted(name));
        }
        return value;
    }
}
