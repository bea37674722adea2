package dev.lutra.delivery;

import dev.lutra.problem.PlainText;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Names of files that every file system accepts. */
public final class FileName {

    private static final int MAX_NAME = 150;

    private FileName() {}

    /**
     * Makes a name of a file from a name for people. Characters that file systems reject become underscores.
     *
     * @param name the name, with its extension; the middle of one with more than 150 characters is left out, because its
     *     end describes the contents of the file
     */
    public static String of(String name) {
        String plain =
                PlainText.cleaned(name).replaceAll("[/\\\\:*?\"<>|]", "_").replaceAll("^\\.+", "_");
        int surplus = plain.codePointCount(0, plain.length()) - MAX_NAME;
        if (surplus <= 0) {
            return plain;
        }
        int kept = MAX_NAME / 2;
        return plain.substring(0, plain.offsetByCodePoints(0, kept))
                + plain.substring(plain.offsetByCodePoints(plain.length(), -kept));
    }

    /** Names that differ from each other, also where letter case does not count. */
    static final class Unique {

        private final Set<String> taken = new LinkedHashSet<>();

        /**
         * The first name that is not taken.
         *
         * @param name the name that is made from a text
         * @param text the text; if its name is taken, a number is put behind it
         */
        String of(UnaryOperator<String> name, String text) {
            String unique = name.apply(text);
            for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
                unique = name.apply("%s (%d)".formatted(text, number));
            }
            return unique;
        }
    }
}
