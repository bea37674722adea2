package dev.lutra.delivery.web;

import dev.lutra.delivery.FileName;
import java.nio.charset.StandardCharsets;

/**
 * The header {@code Content-Disposition} (RFC 6266), which names a downloaded file. It contains the name for people,
 * encoded by RFC 8187, and an ASCII name for programs that do not support it.
 */
final class Attachment {

    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private Attachment() {}

    /**
     * The value of the header.
     *
     * @param ascii the ASCII name; other characters become underscores
     * @param name the name for people; characters that file systems reject become underscores
     */
    static String of(String ascii, String name) {
        return named("attachment", ascii, name);
    }

    /** The value of the header for a file that a browser shows instead of saving it. */
    static String inline(String ascii, String name) {
        return named("inline", ascii, name);
    }

    private static String named(String kind, String ascii, String name) {
        String fallback = ascii.replaceAll("[^ !#-\\[\\]-~]", "_");
        String whole = FileName.of(name);
        String plain = "%s; filename=\"%s\"".formatted(kind, fallback);
        return whole.equals(fallback) ? plain : plain + "; filename*=UTF-8''" + encoded(whole);
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
