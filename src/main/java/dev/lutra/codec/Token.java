package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A look as a short text: a detail of size 33 against the identity, behind a byte for the version and with a checksum,
 * in base64url. docs/tokens.md gives the layout. It needs no network.
 *
 * <p>All machines decode a token to the same values: levels are integers, and Java sums floats in the same order and
 * with the same rounding everywhere.
 */
public final class Token {

    /** The number of points along an axis of the lattice of every token. */
    public static final int SIZE = 33;

    /** The fewest bytes that may be asked for. Every look has a token of so few. */
    public static final int FEWEST_BYTES = 32;

    /** The most bytes of a token. */
    public static final int MOST_BYTES = 1024;

    /** The number of bytes that is a good choice for a look on its way: as exact as a small address permits. */
    public static final int USUAL_BYTES = 120;

    /** The most characters of a token. */
    public static final int MOST_CHARACTERS = (8 * MOST_BYTES + 5) / 6;

    /** The first character of every token of this version. */
    public static final char FIRST_CHARACTER = 'L';

    private static final int VERSION = 0x2C;
    private static final int MONOCHROME = 1;
    private static final int GREYS = 2;

    private static final int HEADER = 2;
    private static final int CHECKSUM = 2;
    private static final int SHORTEST = HEADER + CHECKSUM;

    /** The bytes that a token has and its detail has not. */
    static final int OVERHEAD = CHECKSUM;

    private static final int TITLE_BYTES = 4;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9_-]*");
    private static final DetailDecoder DECODER = new DetailDecoder(CodecConstants.identity());

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a token, and checks its form, version and checksum.
     *
     * @param text untrusted
     * @throws InvalidToken if the text is not a token
     */
    public static Token of(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidToken(
                    InvalidToken.LENGTH,
                    "a token has at most %d characters, and this text has more".formatted(MOST_CHARACTERS));
        }
        if (!CHARACTERS.matcher(text).matches()) {
            throw new InvalidToken(InvalidToken.CHARACTERS, "a token consists of letters, digits, '-' and '_' alone");
        }
        if (!text.isEmpty() && text.charAt(0) != FIRST_CHARACTER) {
            throw new InvalidToken(
                    InvalidToken.VERSION,
                    "the token starts with '%s'; this version of Lutra reads those that start with '%s'"
                            .formatted(text.charAt(0), FIRST_CHARACTER));
        }
        byte[] bytes = bytes(text);
        if (bytes.length < SHORTEST) {
            throw new InvalidToken(InvalidToken.LENGTH, "the token is cut off");
        }
        int content = bytes.length - CHECKSUM;
        if (Crc16.of(bytes, content) != ((bytes[content] & 0xFF) << 8 | bytes[content + 1] & 0xFF)) {
            throw new InvalidToken(
                    InvalidToken.CHECKSUM, "the checksum of the token is wrong: a character of it was changed or lost");
        }
        var token = new Token(bytes);
        if (bytes[1] < Step.MIN || bytes[1] > Step.MAX) {
            throw new InvalidToken(
                    InvalidToken.CONTENT, "the token has a step of %d, which none has".formatted(bytes[1]));
        }
        return token;
    }

    /** The bytes of a text, which must be the only text for them. */
    private static byte[] bytes(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidToken(InvalidToken.LENGTH, "no token has %d characters".formatted(text.length()));
        }
        if (!text(bytes).equals(text)) {
            throw new InvalidToken(InvalidToken.CHARACTERS, "the unused bits of the last character are not 0");
        }
        return bytes;
    }

    /**
     * Makes a token of a detail.
     *
     * @param detail a transformed detail of size 33 against the identity
     */
    static Token ofDetail(byte[] detail) {
        DetailHeader header = DetailHeader.of(detail);
        if (header.size() != SIZE || header.lossless() || !header.identity()) {
            throw new IllegalArgumentException("a detail of %s is none of a token".formatted(header));
        }
        byte[] bytes = Arrays.copyOf(detail, detail.length + CHECKSUM);
        bytes[0] = (byte) (VERSION | (header.monochrome() ? MONOCHROME : 0) | (header.exactGreys() ? GREYS : 0));
        int checksum = Crc16.of(bytes, detail.length);
        bytes[detail.length] = (byte) (checksum >> 8);
        bytes[detail.length + 1] = (byte) checksum;
        return new Token(bytes);
    }

    /** The text of the token, which {@link #of} reads. */
    public String text() {
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * A title for a token, which says nothing of itself: eight digits of its SHA-256.
     *
     * @param text a token, or what somebody took for one
     */
    public static String title(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "Look " + HexFormat.of().formatHex(digest, 0, TITLE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The number of bytes. The text has a third more characters. */
    public int length() {
        return bytes.length;
    }

    /** Whether all colours of the look are exactly grey. */
    public boolean isMonochrome() {
        return (bytes[0] & MONOCHROME) != 0;
    }

    /** Whether the greys of the look are corrected: black and white are then within half a code of 255. */
    public boolean hasCorrectedGreys() {
        return (bytes[0] & GREYS) != 0;
    }

    /**
     * Decodes the look. This takes some milliseconds and megabytes.
     *
     * @return the look over the unit cube, on a lattice of 33³ points, with values in 0…1
     * @throws InvalidToken if the bytes hold no look, which only a token that was made on purpose does
     */
    public Lut3d decode() {
        byte[] detail = Arrays.copyOf(bytes, bytes.length - CHECKSUM);
        byte[] header = new DetailHeader(SIZE, false, isMonochrome(), true, hasCorrectedGreys(), bytes[1]).toBytes();
        System.arraycopy(header, 0, detail, 0, HEADER);
        try {
            return DECODER.decode(detail, Prediction.IDENTITY, SIZE).at(SIZE, Prediction.IDENTITY);
        } catch (InvalidDetail e) {
            var invalid = new InvalidToken(InvalidToken.CONTENT, "the token holds no look");
            invalid.initCause(e);
            throw invalid;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && Arrays.equals(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
