package dev.lutra.library;

import dev.lutra.color.Trait;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search in the library.
 *
 * @param words words that must each occur in the slug, the title or a tag; letter case does not matter
 * @param tags tags that the LUT must have, as slugs or as they were given
 * @param traits traits that the LUT must have
 * @param model the id of the model, or null for the whole library
 * @param sort the order
 * @param page the number of the page, from 0
 * @param size the number of items on a page, 1 or more
 */
public record LutQuery(
        List<String> words,
        List<String> tags,
        List<Trait> traits,
        @Nullable String model,
        Sort sort,
        int page,
        int size) {

    /** An order of LUTs. */
    public enum Sort {
        /** First those of the model in its order, then the others, oldest first. */
        MODEL,
        /** By title. */
        TITLE,
        /** The newest first. */
        NEWEST;

        /** Sorts LUTs that are in the order of {@link #MODEL}. */
        Stream<LibraryLut> sorted(Stream<LibraryLut> luts) {
            return switch (this) {
                case MODEL -> luts;
                case TITLE ->
                    luts.sorted(Comparator.comparing(LibraryLut::title, String.CASE_INSENSITIVE_ORDER)
                            .thenComparing(LibraryLut::id));
                case NEWEST ->
                    luts.sorted(Comparator.comparing(LibraryLut::createdAt)
                            .thenComparingLong(LibraryLut::key)
                            .reversed());
            };
        }
    }

    public LutQuery {
        words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        tags = tags.stream().filter(tag -> !tag.isBlank()).map(Slug::of).toList();
        traits = List.copyOf(traits);
        if (page < 0 || size < 1) {
            throw new IllegalArgumentException("page %d of %d items".formatted(page, size));
        }
    }

    /** The words of a text. */
    public static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** The traits of these names, without blank ones. Each name is that of a trait. */
    public static List<Trait> traits(List<String> names) {
        return names.stream()
                .filter(name -> !name.isBlank())
                .map(name -> Trait.byName(name).orElseThrow())
                .toList();
    }

    boolean matches(LibraryLut lut) {
        List<String> texts = Stream.concat(Stream.of(lut.id(), lut.title()), lut.tags().stream())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        return lut.tags().containsAll(tags)
                && lut.traits().containsAll(traits)
                && words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }
}
