package dev.lutra.delivery.web;

import dev.lutra.codec.EncodedToken;
import dev.lutra.color.Fidelity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token of a look as JSON.
 *
 * @param bytes the bytes that the token stands for
 * @param warnings what the token does not hold of the look
 */
@Schema(name = "LookToken", description = "A look as a token, and how exact it is")
record TokenView(
        @Schema(
                description = "The token: base64url without padding",
                example = "LAC-bOYnxc1jx0XeZYJ1qp6tium8Q145mdEZwN291Nc")
        String token,

        @Schema(description = "Bytes that the token stands for", example = "32")
        int bytes,

        boolean monochrome,

        @Schema(description = "Whether black and white are within half a code of 255")
        boolean greysCorrected,

        @Schema(description = "Error of the token against the look over the inputs 0…1, in 8-bit colours")
        FidelityView fidelity,

        @Schema(description = "What the token does not hold of the look")
        List<String> warnings,

        Map<String, String> links) {

    /**
     * The error of a token.
     *
     * @param psnr in dB; null if there is no difference, because JSON has no infinity
     */
    @Schema(name = "TokenFidelity", description = "Error of a token against its look, in 8-bit colours")
    record FidelityView(
            Fidelity.Statistics deltaE76,
            Fidelity.Statistics deltaE2000,

            @Schema(description = "In dB; null if there is no difference") @Nullable
            Double psnr) {

        static FidelityView of(Fidelity fidelity) {
            Fidelity shown = fidelity.rounded();
            return new FidelityView(shown.deltaE76(), shown.deltaE2000(), shown.finitePsnr());
        }
    }

    static TokenView of(EncodedToken encoded, List<String> warnings) {
        return new TokenView(
                encoded.token().text(),
                encoded.token().length(),
                encoded.token().isMonochrome(),
                encoded.token().hasCorrectedGreys(),
                FidelityView.of(encoded.fidelity()),
                warnings,
                TokenInfoView.links(encoded.token()));
    }
}
