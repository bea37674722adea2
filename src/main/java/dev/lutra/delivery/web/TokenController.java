package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.LutRequest;
import dev.lutra.delivery.Tokens;
import dev.lutra.delivery.web.AnswerDocs.NotFound;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.AnswerDocs.OutOfRange;
import dev.lutra.delivery.web.ParameterDocs.Bytes;
import dev.lutra.delivery.web.ParameterDocs.From;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Mix;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.Space;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import dev.lutra.library.Library;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes tokens. */
@RestController
@Profile("api")
@Tag(name = "Tokens")
@NotModified
@OutOfRange
@ApiResponse(responseCode = "429", description = "Too many tokens are made at the same time")
class TokenController {

    private static final String DESCRIPTION =
            "A token is the look over the inputs 0…1 in so few bytes that it fits in an address or a QR code. It needs no"
                    + " model and no server to be decoded; docs/tokens.md says what it promises. The outputs are clamped"
                    + " to 0…1.";

    private static final String USUAL_BYTES = "120";

    private final Library library;
    private final Mixes mixes;
    private final Tokens tokens;
    private final FileResponses answers;
    private final DeliverySettings settings;

    TokenController(Library library, Mixes mixes, Tokens tokens, FileResponses answers, DeliverySettings settings) {
        this.library = library;
        this.mixes = mixes;
        this.tokens = tokens;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping(path = "/luts/{id}/token", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getLutToken", summary = "Returns a LUT as a token", description = DESCRIPTION)
    @ApiResponse(responseCode = "200")
    @NotFound
    ResponseEntity<TokenView> lut(
            @LutId @PathVariable String id,
            @Bytes @RequestParam(defaultValue = USUAL_BYTES) int bytes,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        LutLayout layout =
                layout(new DeliveryParameters(settings).checkStrength(strength).checkFrom(from, model), bytes);
        ColorMap subject = new WantedLut(id, strength, model, from).find(library);
        return token(new LutRequest(subject, layout, strength, false), request, response);
    }

    @GetMapping(path = "/luts/blend/token", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getBlendToken", summary = "Returns a blend of LUTs as a token", description = DESCRIPTION)
    @ApiResponse(responseCode = "200")
    ResponseEntity<TokenView> blend(
            @Mix @RequestParam String mix,
            @Space @RequestParam(defaultValue = OUTPUT) String space,
            @Bytes @RequestParam(defaultValue = USUAL_BYTES) int bytes,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response) {
        LutLayout layout = layout(new DeliveryParameters(settings).checkStrength(strength), bytes);
        return token(new LutRequest(mixes.parse(mix, space), layout, strength, false), request, response);
    }

    private static LutLayout layout(DeliveryParameters parameters, int bytes) {
        return parameters.layout(LutFormats.TOKEN, new WriteOptions(null, null, null, null, null, bytes));
    }

    private ResponseEntity<TokenView> token(
            LutRequest wanted, HttpServletRequest request, HttpServletResponse response) {
        return answers.json(
                answers.etag(wanted), () -> TokenView.of(tokens.of(wanted), wanted.warnings()), request, response);
    }
}
