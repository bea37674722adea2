package dev.lutra.library;

import com.anyascii.AnyAscii;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes slugs, the ids in addresses, from titles: words of lower-case ASCII letters and digits, joined by hyphens.
 *
 * <p>Letters of other scripts are transliterated one by one: {@code 夜景} becomes {@code ye-jing}, {@code Ночной город}
 * becomes {@code nochnoy-gorod}. Emoji become their names. A number distinguishes titles with the same slug ({@link
 * #unused}). The library keeps the title beside the slug.
 */
public final class Slug {

    private static final int MAX_LENGTH = 80;

    /** The part of a title that is read. It is longer than the longest slug needs. */
    private static final int MAX_TITLE = 500;

    private Slug() {}

    /**
     * The slug of a title. Plus and minus signs, which distinguish looks of the same film, become words: {@code Portra
     * 160 ++} becomes {@code portra-160-plus-plus}, {@code Portra 160 -} becomes {@code portra-160-minus}.
     *
     * @return 1…80 characters; for a title without a letter, digit or emoji, the Unicode names of its characters, or
     *     {@code lut}
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
     * The slug of the title of a LUT. It is never a number alone, because a number in an address is an index.
     *
     * @return {@code lut-160} for the title {@code 160}
     */
    public static String ofLut(String title) {
        String slug = of(title);
        return isNumber(slug) ? "lut-" + slug : slug;
    }

    /** Whether an id in an address is an index. */
    static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** The slug of a title, with a number appended if the slug is taken already. */
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
            // Ideographs stand for words or parts of words, and their script has no blanks between them.
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
