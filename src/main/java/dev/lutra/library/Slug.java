package dev.lutra.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/** Makes the ids that stand in addresses from titles. */
public final class Slug {

    private static final int MAX_LENGTH = 80;

    private Slug() {}

    /**
     * Lower-case letters and digits of the title, joined by hyphens. Signs that tell looks of one film apart become
     * words: {@code Portra 160 ++} is {@code portra-160-plus-plus}, {@code Portra 160 -} is {@code portra-160-minus}.
     *
     * @return 1…80 characters; {@code lut} where the title has no letter or digit
     */
    public static String of(String title) {
        String words = Normalizer.normalize(title, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replace("+", " plus ")
                .replaceAll("(?<=\\s-?)-(?=-?(\\s|$))", " minus ");
        String slug = words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() > MAX_LENGTH) {
            slug = slug.substring(0, MAX_LENGTH).replaceAll("-$", "");
        }
        return slug.isEmpty() ? "lut" : slug;
    }

    /** The slug of a title, with a number behind it if that is taken already. */
    static String unused(String title, Predicate<String> taken) {
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
}
