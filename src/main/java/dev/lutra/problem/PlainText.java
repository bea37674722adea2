package dev.lutra.problem;

import java.text.Normalizer;

/**
 * Defines plain text, the only text that names, titles, tags and credits may contain. Plain text fits on one line, can
 * be stored in any database, and cannot disguise its content in a log or on a page.
 *
 * <p>It excludes control characters (Unicode's {@code Cc}: NUL, tab, line feed, escape, …), the line and paragraph
 * separators U+2028 and U+2029, unpaired surrogates, noncharacters such as U+FFFF, and the bidirectional controls that
 * change the direction of the following text (U+202A…U+202E, U+2066…U+2069). It permits joiners, which emoji and some
 * scripts need.
 */
public final class PlainText {

    private PlainText() {}

    /** Whether a text is plain text. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    /**
     * Whether a text may be the value of a header of a request: it has no control characters, except tabs. They include
     * the bytes 0x80 to 0x9F, because Tomcat reads headers as ISO 8859-1.
     */
    public static boolean isHeaderValue(String text) {
        // A loop, because cached answers ask this for every header.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\t' && Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes plain text of any text. Line ends and tabs become blanks, and other excluded characters are removed. Runs
     * of blanks become one blank, and blanks at both ends are removed. Letters with marks are composed (Unicode's NFC),
     * because archives of some systems store them decomposed.
     *
     * @return plain text; empty if nothing remains
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

    /** The Unicode Standard, 23.7: the last two code points of each plane, and 32 of the first plane. */
    private static boolean isNoncharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || point == 0x85;
    }
}
