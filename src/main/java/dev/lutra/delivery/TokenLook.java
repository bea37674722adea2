package dev.lutra.delivery;

import dev.lutra.codec.InvalidToken;
import dev.lutra.codec.Token;
import dev.lutra.color.Lut3d;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/** The look of a token, which is in no library and needs no database. */
public record TokenLook(Token token) implements ColorMap {

    /**
     * The look of a text.
     *
     * @throws TokenRejected if the text is not a token
     */
    public static TokenLook of(String text) {
        try {
            return new TokenLook(Token.of(text));
        } catch (InvalidToken e) {
            throw new TokenRejected(e);
        }
    }

    @Override
    public String name() {
        return title().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public String title() {
        return Token.title(token.text());
    }

    @Override
    public String fingerprint() {
        return "token " + token.text();
    }

    /** Tokens are decoded to the same values everywhere. */
    @Override
    public boolean isDecoded() {
        return false;
    }

    /** A number for the token, in hexadecimal digits. */
    public String digest() {
        return DigestUtils.sha256Hex(token.text());
    }

    /** @throws TokenRejected if the token holds no look */
    Lut3d decode() {
        try {
            return token.decode();
        } catch (InvalidToken e) {
            throw new TokenRejected(e);
        }
    }
}
