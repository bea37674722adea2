package dev.lutra.codec;

/** The text is not a token. */
public final class InvalidToken extends RuntimeException {

    /** The stable code of a text with too few or too many characters. */
    public static final String LENGTH = "token-length";

    /** The stable code of a text that is not canonical base64url without padding. */
    public static final String CHARACTERS = "token-characters";

    /** The stable code of a token whose version this program does not know. */
    public static final String VERSION = "token-version";

    /** The stable code of a token whose checksum is wrong. */
    public static final String CHECKSUM = "token-checksum";

    /** The stable code of a token whose checksum is right, and whose bytes still hold no look. */
    public static final String CONTENT = "token-content";

    private final String code;

    InvalidToken(String code, String message) {
        super(message);
        this.code = code;
    }

    /** One of the codes of this class. */
    public String code() {
        return code;
    }
}
