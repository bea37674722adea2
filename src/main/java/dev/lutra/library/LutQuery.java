package dev.lutra.library;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the library.
 *
 * @param words each must occur in the slug, the title or a tag; letter case does not matter
 * @param tags each must be a tag of the LUT, as a slug or as it was given
 * @param model id of the model, or null for the whole library
 * @param page 0 for the first
 * @param size items of a page, 1 or more
 */
public record LutQuery(
        List<String> words, List<String> tags, @Nullable String model, int page, int size) {

    public LutQuery {
        words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        tags = tags.stream().filter(tag -> !tag.isBlank()).map(Slug::of).toList();
        if (page < 0 || size < 1) {
            throw new IllegalArgumentException("page %d of %d items".formatted(page, size));
        }
    }

    boolean matches(LibraryLut lut) {
        List<String> texts = Stream.concat(Stream.of(lut.id(), lut.title()), lut.tags().stream())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        return lut.tags().containsAll(tags)
                && words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }
}
