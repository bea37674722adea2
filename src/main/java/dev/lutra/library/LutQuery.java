package dev.lutra.library;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search in the library.
 *
 * @param words words that must each occur in the slug, the title or a tag; letter case does not matter
 * @param tags tags that the LUT must have, as slugs or as they were given
 * @param model the id of the model, or null for the whole library
 * @param page the number of the page, from 0
 * @param size the number of items on a page, 1 or more
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

    /** The words of a text. */
    public static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    boolean matches(LibraryLut lut) {
        List<String> texts = Stream.concat(Stream.of(lut.id(), lut.title()), lut.tags().stream())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        return lut.tags().containsAll(tags)
                && words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }
}
