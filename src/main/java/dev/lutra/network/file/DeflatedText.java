package dev.lutra.network.file;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes as a short text: deflated (RFC 1950), then encoded in base64. */
final class DeflatedText {

    private static final int PIECE = 1 << 16;

    private DeflatedText() {}

    static String of(byte[] bytes) {
        var deflated = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            while (!deflater.finished()) {
                deflated.write(piece, 0, deflater.deflate(piece));
            }
        }
        return Base64.getEncoder().encodeToString(deflated.toByteArray());
    }

    /**
     * The inverse of {@link #of}. Memory is allocated as the bytes arrive.
     *
     * @param limit the largest number of bytes; more are rejected
     * @throws InvalidModelFile if the text is invalid or exceeds the limit
     */
    static byte[] read(String text, int limit) {
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        try (var inflater = new Inflater()) {
            inflater.setInput(Base64.getDecoder().decode(text));
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                if (length == 0 && !inflater.finished()) {
                    throw new InvalidModelFile("its description is cut off");
                }
                if (bytes.size() + length > limit) {
                    throw new InvalidModelFile("its description has more than %d bytes".formatted(limit));
                }
                bytes.write(piece, 0, length);
            }
            if (inflater.getRemaining() > 0) {
                throw new InvalidModelFile("its description goes on behind its end");
            }
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new InvalidModelFile("its description is not deflated: " + e.getMessage());
        }
        return bytes.toByteArray();
    }
}
