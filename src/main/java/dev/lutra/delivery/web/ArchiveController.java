package dev.lutra.delivery.web;

import dev.lutra.delivery.ArchiveBuilder;
import dev.lutra.delivery.ArchiveRequest;
import dev.lutra.delivery.Archives;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.OutOfRange;
import dev.lutra.delivery.web.ParameterDocs.Depth;
import dev.lutra.delivery.web.ParameterDocs.Dialect;
import dev.lutra.delivery.web.ParameterDocs.Layout;
import dev.lutra.delivery.web.ParameterDocs.Level;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.Resolution;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutQuery;
import dev.lutra.library.ValidTrait;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@Tag(name = "Files")
@ApiResponse(responseCode = "304", description = "The cached archive of the client is current", content = @Content)
@ApiResponse(responseCode = "404", description = "There is no such model, or no LUT matches the search")
@OutOfRange
@Busy
class ArchiveController {

    private static final String WORDS = "Words that must each occur in the slug, the title or a tag";
    private static final String TRAITS = "Traits that the LUTs must have, which Lutra finds itself";

    private static final String TAGS = "Tags that the LUT must have";
    private static final String BROKEN = " The connection breaks off if the archive cannot be completed.";

    private final Library library;
    private final Archives archives;
    private final FileResponses answers;
    private final DeliverySettings settings;

    ArchiveController(Library library, Archives archives, FileResponses answers, DeliverySettings settings) {
        this.library = library;
        this.archives = archives;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping("/luts.zip")
    @Operation(
            operationId = "getLutsArchive",
            summary = "Returns LUTs as a zip archive",
            description =
                    "The files are named by the titles of the LUTs. LICENSES.txt names their licenses and authors."
                            + " WARNINGS.txt says what the format cannot hold of a LUT." + BROKEN)
    @ApiResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(mediaType = FileResponses.ZIP_TYPE, schema = @Schema(type = "string", format = "binary")))
    void luts(
            @Parameter(description = WORDS, example = "portra") @RequestParam(defaultValue = "") String q,
            @Parameter(description = TAGS, example = "kodak") @RequestParam(defaultValue = "") List<String> tag,
            @Parameter(description = TRAITS, example = "warm") @RequestParam(defaultValue = "")
                    List<@ValidTrait String> trait,
            @Model @RequestParam(required = false) @Nullable String model,
            @Parameter(description = "Format of the files", example = "cube") @RequestParam(defaultValue = "cube")
                    String format,
            @Resolution @RequestParam(required = false) @Nullable Integer res,
            @Level @RequestParam(required = false) @Nullable Integer level,
            @Depth @RequestParam(required = false) @Nullable Integer depth,
            @Dialect @RequestParam(required = false) @Nullable String dialect,
            @Layout @RequestParam(required = false) @Nullable String layout,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutLayout chosen = new DeliveryParameters(settings)
                .checkStrength(strength)
                .layout(format, new WriteOptions(res, level, depth, dialect, layout));
        ArchiveRequest archive =
                new ArchiveBuilder(search(q, tag, trait, model), model, lut -> chosen, strength).files();
        answers.send(archive, archives, request, response);
    }

    @GetMapping("/ocio.zip")
    @Operation(
            operationId = "getOcioArchive",
            summary = "Returns LUTs as a configuration of OpenColorIO",
            description = "A zip archive with config.ocio (version 2), which lists the LUTs as looks and as named"
                    + " transforms, and their files in the folder luts: .clf of those with a shaper, .cube of the others."
                    + BROKEN)
    @ApiResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(mediaType = FileResponses.ZIP_TYPE, schema = @Schema(type = "string", format = "binary")))
    void openColorIo(
            @Parameter(description = WORDS, example = "portra") @RequestParam(defaultValue = "") String q,
            @Parameter(description = TAGS, example = "kodak") @RequestParam(defaultValue = "") List<String> tag,
            @Parameter(description = TRAITS, example = "warm") @RequestParam(defaultValue = "")
                    List<@ValidTrait String> trait,
            @Model @RequestParam(required = false) @Nullable String model,
            @Resolution @RequestParam(required = false) @Nullable Integer res,
            @Strength @RequestParam(defaultValue = "1") float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DeliveryParameters parameters = new DeliveryParameters(settings).checkStrength(strength);
        LutLayout plain = parameters.layout(LutFormats.CUBE, WriteOptions.ofSize(res));
        LutLayout shaped = parameters.layout(LutFormats.CLF, WriteOptions.ofSize(res));
        ArchiveRequest archive = new ArchiveBuilder(
                        search(q, tag, trait, model), model, lut -> lut.shaper() == null ? plain : shaped, strength)
                .openColorIo();
        answers.send(archive, archives, request, response);
    }

    private List<LibraryLut> search(String words, List<String> tags, List<String> traits, @Nullable String model) {
        return library.search(new LutQuery(
                        LutQuery.words(words),
                        tags,
                        LutQuery.traits(traits),
                        model,
                        LutQuery.Sort.MODEL,
                        0,
                        Integer.MAX_VALUE))
                .items();
    }
}
