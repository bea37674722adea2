package dev.lutra.library;

import com.anyascii.AnyAscii;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the ids that stand in addresses from titles: lower-case ASCII letters and digits in words joined by hyphens.
 *
 * <p>Letters of other scripts are transliterated, one by one: {@code 夜景} is {@code ye-jing}, {@code Ночной город} is
 * {@code nochnoy-gorod}. Emoji become their names. Titles that come to the same id are told apart by a number
 * ({@link #unused}); the title itself is kept beside the id.
 */
public final class Slug {

    private static final int MAX_LENGTH = 80;

    /** As much of a title as the longest slug can come from: a letter makes one or more, or a hyphen at least. */
    private static final int MAX_TITLE = 500;

    private Slug() {}

    /**
     * The slug of a title. Signs that tell looks of one film apart become words: {@code Portra 160 ++} is
     * {@code portra-160-plus-plus}, {@code Portra 160 -} is {@code portra-160-minus}.
     *
     * @return 1…80 characters; where the title has no letter, digit or emoji, the names that Unicode gives its signs,
     *     or {@code lut}
     */
    public static String of(String title) {
        String start = title.length() > MAX_TITLE ? title.substring(0, MAX_TITLE) : title;
        String words = Normalizer.normalize(start, Normalizer.Form.NFC)
                .replace("+", " plus ")
                .replaceAll("(?<=\\s-?)-(?=-?(\\s|$))", " minus ");
        String slug = joined(transliterated(words));
        if (slug.isEmpty()) {
            slug = joined(signNames(start));
        }
        return slug.isEmpty() ? "lut" : slug;
    }

    /**
     * The slug of a LUT's title: as {@link #of}, but never a number alone, which in an address is an index.
     *
     * @return {@code lut-160} for the title {@code 160}
     */
    public static String ofLut(String title) {
        String slug = of(title);
        return isNumber(slug) ? "lut-" + slug : slug;
    }

    /** Whether an address with this in place of an id means an index. */
    static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** The slug of a title, with a number behind it if that is taken already. */
    public static String unused(String title, Predicate<String> taken) {
        String slug = of(title);
        if (!taken.test(slug)) {
            return slug;
        }
        int number = 2;
        while (taken.test(slug + "-" + number)) {
            number++;
        }
        return slug + "-" + number;
    }

    /**
     * Gives a LUT the slug of its title, with a number behind it if that is taken already.
     *
     * @param taken slugs in use, which grow by this one
     */
    public static String claim(String title, Set<String> taken) {
        String slug = unused(ofLut(title), taken::contains);
        taken.add(slug);
        return slug;
    }

    private static String transliterated(String title) {
        var ascii = new StringBuilder();
        title.codePoints().forEach(letter -> {
            // What stands for a word or a part of one is not divided by blanks in its own script.
            String divider = Character.isIdeographic(letter) ? " " : "";
            ascii.append(divider).append(AnyAscii.transliterate(letter)).append(divider);
        });
        return ascii.toString();
    }

    private static String signNames(String title) {
        return title.codePoints()
                .filter(sign -> sign >= 0x80)
                .mapToObj(Character::getName)
                .collect(Collectors.joining(" "));
    }

    private static String joined(String words) {
        String slug = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        if (slug.startsWith("-")) {
            slug = slug.substring(1);
        }
        if (slug.length() > MAX_LENGTH) {
            slug = slug.substring(0, MAX_LENGTH);
        }
        return slug.endsWith("-") ? slug.substring(0, slug.length() - 1) : slug;
    }
}
