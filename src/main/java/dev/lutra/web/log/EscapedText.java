package dev.lutra.web.log;

/** Text in which nothing ends a line, and nothing tells a terminal what to do. */
final class EscapedText {

    private EscapedText() {}

    /**
     * Replaces control characters with Java escapes such as {@code \n} and {@code \u001b}. These include C1 controls,
     * Unicode's line separators, and the characters that change the direction of text. Tabs stay.
     */
    static String text(String text) {
        if (text.codePoints().noneMatch(EscapedText::isControl)) {
            return text;
        }
        var plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> plain.append("\\n");
                case '\r' -> plain.append("\\r");
                default -> {
                    if (isControl(c)) {
                        plain.append("\\u%04x".formatted(c));
                    } else {
                        plain.appendCodePoint(c);
                    }
                }
            }
        });
        return plain.toString();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
