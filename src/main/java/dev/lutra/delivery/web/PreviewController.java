package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Picture;
import dev.lutra.delivery.PreviewRequest;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.NoBlend;
import dev.lutra.delivery.web.AnswerDocs.NotFound;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.AnswerDocs.OutOfRange;
import dev.lutra.delivery.web.AnswerDocs.Preview;
import dev.lutra.delivery.web.ParameterDocs.From;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Mix;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.PreviewPicture;
import dev.lutra.delivery.web.ParameterDocs.PreviewWidth;
import dev.lutra.delivery.web.ParameterDocs.Space;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.library.Library;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@Tag(name = "Photographs")
@NotModified
@Busy
class PreviewController {

    static final String LANDSCAPE = "landscape";
    static final String WIDTH = "320";

    private final Library library;
    private final Mixes mixes;
    private final FileResponses answers;
    private final DeliverySettings settings;

    PreviewController(Library library, Mixes mixes, FileResponses answers, DeliverySettings settings) {
        this.library = library;
        this.mixes = mixes;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping("/luts/{id}/preview.jpg")
    @Operation(operationId = "getLutPreview", summary = "Shows a LUT on a picture")
    @Preview
    @NotFound
    @OutOfRange
    void preview(
            @LutId @PathVariable String id,
            @PreviewWidth @RequestParam(defaultValue = WIDTH) int width,
            @PreviewPicture @RequestParam(defaultValue = LANDSCAPE) String picture,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Picture shown = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .checkWidth(width)
                .picture(picture);
        var subject = new WantedLut(id, strength, model, from).find(library);
        answers.send(new PreviewRequest(subject, shown, strength, width), request, response);
    }

    @GetMapping("/luts/blend/preview.jpg")
    @Operation(operationId = "getBlendPreview", summary = "Shows a blend of LUTs on a picture")
    @Preview
    @NoBlend
    void blend(
            @Mix @RequestParam String mix,
            @Space @RequestParam(defaultValue = OUTPUT) String space,
            @PreviewWidth @RequestParam(defaultValue = WIDTH) int width,
            @PreviewPicture @RequestParam(defaultValue = LANDSCAPE) String picture,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Picture shown = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkWidth(width)
                .picture(picture);
        answers.send(new PreviewRequest(mixes.parse(mix, space), shown, strength, width), request, response);
    }
}
