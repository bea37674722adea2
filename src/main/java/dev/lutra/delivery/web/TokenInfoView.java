package dev.lutra.delivery.web;

import dev.lutra.codec.Token;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a token says of itself, as JSON.
 *
 * @param size the points along an axis of its lattice
 * @param bytes the bytes that it stands for
 */
@Schema(name = "TokenInfo", description = "What a token says of itself")
record TokenInfoView(
        @Schema(example = "33") int size,
        @Schema(example = "32") int bytes,
        boolean monochrome,

        @Schema(description = "Whether black and white are within half a code of 255")
        boolean greysCorrected,

        Map<String, String> links) {

    static TokenInfoView of(Token token) {
        return new TokenInfoView(
                Token.SIZE, token.length(), token.isMonochrome(), token.hasCorrectedGreys(), links(token));
    }

    /** Addresses that need nothing but the token. */
    static Map<String, String> links(Token token) {
        String self = "/tokens/" + token.text();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("cube", self + ".cube");
        links.put("png", self + ".png");
        links.put("preview", self + "/preview.jpg");
        links.put("page", "/t/" + token.text());
        return links;
    }
}
