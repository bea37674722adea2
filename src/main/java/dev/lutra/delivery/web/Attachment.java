package dev.lutra.delivery.web;

import dev.lutra.problem.PlainText;
import java.nio.charset.StandardCharsets;

/**
 * The header {@code Content-Disposition} (RFC 6266), which names a downloaded file. It contains the name for people,
 * encoded by RFC 8187, and an ASCII name for programs that do not support it.
 */
final class Attachment {

    private static final int MAX_NAME = 150;
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private Attachment() {}

    /**
     * The value of the header.
     *
     * @param ascii the ASCII name; other characters become underscores
     * @param name the name for people; characters that file systems reject become underscores
     */
    static String of(String ascii, String name) {
        String fallback = ascii.replaceAll("[^ !#-\\[\\]-~]", "_");
        String whole = fileName(name);
        String plain = "attachment; filename=\"%s\"".formatted(fallback);
        return whole.equals(fallback) ? plain : plain + "; filename*=UTF-8''" + encoded(whole);
    }

    private static String fileName(String name) {
        String plain =
                PlainText.cleaned(name).replaceAll("[/\\\\:*?\"<>|]", "_").replaceAll("^\\.+", "_");
        int surplus = plain.codePointCount(0, plain.length()) - MAX_NAME;
        if (surplus <= 0) {
            return plain;
        }
        // The end of the name is kept, because it describes the contents of the file.
        int kept = MAX_NAME / 2;
        return plain.substring(0, plain.offsetByCodePoints(0, kept))
                + plain.substring(plain.offsetByCodePoints(plain.length(), -kept));
    }

    /** RFC 8187, 3.2.1. */
    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (value & 0xFF);
            boolean plain = letter >= '0' && letter <= '9'
                    || letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || ATTRIBUTE_CHARACTERS.indexOf(letter) >= 0;
            encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }
}
