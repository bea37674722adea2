package dev.lutra.format;

import dev.lutra.problem.PlainText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of an ICC profile (ICC.1:2022, 10.15 {@code multiLocalizedUnicodeType}; version 2, 6.5.17). */
final class IccText {

    private static final int RECORD = 12;
    private static final int START = 16 + RECORD;

    /** The most characters of a title. */
    private static final int MOST = 1024;

    private IccText() {}

    /** The first text of a description; null if there is none, or an empty one. */
    static @Nullable String title(@Nullable IccBytes tag) {
        if (tag == null) {
            return null;
        }
        String text = switch (tag.signature(0)) {
            case "mluc" -> tag.u32(8) == 0 ? "" : tag.wideText(tag.u32(20 + 4), Math.min(tag.u32(20), 2L * MOST));
            case "desc" -> tag.text(12, (int) Math.clamp(tag.u32(8) - 1, 0L, Math.min(MOST, tag.length())));
            default -> "";
        };
        String plain = PlainText.cleaned(text);
        return plain.isEmpty() ? null : plain;
    }

    /** A text in American English, with as many zeros as make its length a multiple of four. */
    static byte[] encoded(String text) {
        byte[] wide = text.getBytes(StandardCharsets.UTF_16BE);
        var encoded = ByteBuffer.allocate((START + wide.length + 3) / 4 * 4);
        encoded.put("mluc".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1)
                .putInt(RECORD);
        encoded.put("enUS".getBytes(StandardCharsets.US_ASCII))
                .putInt(wide.length)
                .putInt(START);
        return encoded.put(wide).array();
    }
}
