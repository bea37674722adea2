package dev.lutra.library.web;

import dev.lutra.library.Library;
import dev.lutra.library.similar.SimilarLuts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Profile("api")
@RequestMapping(path = "/luts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Library")
@ApiResponse(responseCode = "200")
@ApiResponse(responseCode = "429", description = "Too many LUTs are compared at the same time")
class SimilarController {

    private static final String DISTANCE = "The distance is the mean ΔE76 over a fixed set of colours that stands for"
            + " photographs: greys, skin, sky, foliage, earth, water, vivid colours, and a coarse lattice.";

    private final Library library;
    private final SimilarLuts similar;

    SimilarController(Library library, SimilarLuts similar) {
        this.library = library;
        this.similar = similar;
    }

    @GetMapping("/{id}/similar")
    @Operation(
            operationId = "getSimilarLuts",
            summary = "Lists the LUTs that do to colours what a LUT does, the most similar first",
            description = DISTANCE)
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "409", description = "The LUT cannot be decoded")
    @ApiResponse(responseCode = "422", description = "`page` or `size` is out of range")
    @ApiResponse(
            responseCode = "503",
            description = "Lutra has not looked at the LUT yet, or needs a component that is away")
    SimilarView similar(
            @Parameter(description = "The LUT's slug, or its index in the active model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(500) int size) {
        return SimilarView.of(similar.to(library.find(id, null), page, size));
    }

    @PostMapping(path = "/similar", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "findSimilarLuts",
            summary = "Lists the LUTs that do to colours what a file does, the most similar first",
            description =
                    "The file may have any format that is read. Nothing of it is stored, and no API key is needed. "
                            + DISTANCE)
    @ApiResponse(responseCode = "411", description = "The form does not declare its length")
    @ApiResponse(
            responseCode = "415",
            description = "The body is not a form, or the format of the file is not supported")
    @ApiResponse(
            responseCode = "422",
            description = "The file is not a LUT, or `page` or `size` is out of range. `errors` names the line")
    SimilarView similarToFile(
            @Parameter(description = "The file. Its content tells its format, or its name if the content does not")
                    @RequestParam
                    MultipartFile file,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(500) int size) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        return SimilarView.of(similar.toFile(name, file, page, size));
    }
}
