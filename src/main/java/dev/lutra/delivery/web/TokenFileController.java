package dev.lutra.delivery.web;

import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Picture;
import dev.lutra.delivery.PreviewRequest;
import dev.lutra.delivery.TokenLook;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.AnswerDocs.OutOfRange;
import dev.lutra.delivery.web.AnswerDocs.Preview;
import dev.lutra.delivery.web.ParameterDocs.Bytes;
import dev.lutra.delivery.web.ParameterDocs.Dialect;
import dev.lutra.delivery.web.ParameterDocs.Layout;
import dev.lutra.delivery.web.ParameterDocs.Level;
import dev.lutra.delivery.web.ParameterDocs.NumberDepth;
import dev.lutra.delivery.web.ParameterDocs.PreviewPicture;
import dev.lutra.delivery.web.ParameterDocs.PreviewWidth;
import dev.lutra.delivery.web.ParameterDocs.Resolution;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.delivery.web.ParameterDocs.TokenText;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Decodes tokens, without the library and its database. */
@RestController
@Profile("api")
@Tag(name = "Tokens")
@NotModified
@ApiResponse(
        responseCode = "400",
        description = "The token is damaged, or has a version that this server does not know: `token-length`,"
                + " `token-characters`, `token-version`, `token-checksum` or `token-content`")
@OutOfRange
@Busy
class TokenFileController {

    private static final String FORMATS = "cube|png|" + LutFormats.OTHER_EXTENSIONS;

    private final FileResponses answers;
    private final DeliverySettings settings;

    TokenFileController(FileResponses answers, DeliverySettings settings) {
        this.answers = answers;
        this.settings = settings;
    }

    // Spring prefers a pattern of one variable to that of a file, which has two.
    @GetMapping(path = "/tokens/{token:[^.]+}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getToken", summary = "Describes a token")
    @ApiResponse(responseCode = "200")
    ResponseEntity<TokenInfoView> describe(
            @TokenText @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        TokenLook look = TokenLook.of(token);
        return answers.json(
                FileResponses.descriptionEtag(look.digest()), () -> TokenInfoView.of(look.token()), request, response);
    }

    @GetMapping("/tokens/{token:[^.]+}.{format:" + FORMATS + "}")
    @Operation(
            operationId = "getTokenFile",
            summary = "Returns the look of a token as a file",
            description = "The file needs no LUT in the library. The parameters are those of the files of LUTs; one"
                    + " that the format does not have is refused.")
    @ApiResponse(
            responseCode = "200",
            description = "The file, compressed with gzip if it is text and the client accepts it",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    void file(
            @TokenText @PathVariable String token,
            @Parameter(
                            description = "The extension of the format",
                            schema = @Schema(type = "string", pattern = FORMATS),
                            example = "cube")
                    @PathVariable
                    String format,
            @Resolution @RequestParam(required = false) @Nullable Integer res,
            @Level @RequestParam(required = false) @Nullable Integer level,
            @NumberDepth @RequestParam(required = false) @Nullable Integer depth,
            @Dialect @RequestParam(required = false) @Nullable String dialect,
            @Layout @RequestParam(required = false) @Nullable String layout,
            @Bytes @RequestParam(required = false) @Nullable Integer bytes,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutFormat known = LutFormats.ofFile("." + format).orElseThrow();
        LutLayout chosen = new DeliveryParameters(settings)
                .checkStrength(strength)
                .layout(known, new WriteOptions(res, level, depth, dialect, layout, bytes));
        answers.send(TokenLook.of(token), chosen, strength, request, response);
    }

    @GetMapping("/tokens/{token}/preview.jpg")
    @Operation(operationId = "getTokenPreview", summary = "Shows the look of a token on a picture")
    @Preview
    void preview(
            @TokenText @PathVariable String token,
            @PreviewWidth @RequestParam(defaultValue = PreviewController.WIDTH) int width,
            @PreviewPicture @RequestParam(defaultValue = PreviewController.LANDSCAPE) String picture,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Picture shown = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkWidth(width)
                .picture(picture);
        answers.send(new PreviewRequest(TokenLook.of(token), shown, strength, width), request, response);
    }
}
