package dev.lutra.problem;

import java.text.Normalizer;

/**
 * The one definition of text that may be a name, title, tag or credit: it fits on one line, can be stored in any
 * database, and shows in a log or a page what it is.
 *
 * <p>What it cannot hold is control characters (Unicode's {@code Cc}: NUL, tab, line feed, escape, …), the line and
 * paragraph separators U+2028 and U+2029, halves of surrogate pairs, noncharacters such as U+FFFF, and the signs that
 * turn the direction of all that follows (U+202A…U+202E, U+2066…U+2069). Joiners, which emoji and some scripts need,
 * are text.
 */
public final class PlainText {

    private PlainText() {}

    /** Whether the text holds nothing but what may be shown. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    /**
     * The text without what it cannot hold: line ends and tabs become blanks, the rest is left out. Runs of blanks
     * become one, those at both ends go, and letters with marks are composed (Unicode's NFC), as archives of some
     * systems have them apart.
     *
     * @return plain text; empty where nothing is left
     */
    public static String cleaned(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isBlank(point) ? ' ' : point)
                .filter(PlainText::isPlain)
                .forEach(plain::appendCodePoint);
        return Normalizer.normalize(plain, Normalizer.Form.NFC)
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> !turnsDirection(point) && !isNoncharacter(point);
        };
    }

    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** The Unicode Standard, 23.7: the last two of each plane, and 32 of the first. */
    private static boolean isNoncharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || point == 0x85;
    }
}
