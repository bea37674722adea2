package dev.lutra.library.web;

import dev.lutra.format.LutFormats;
import dev.lutra.library.Library;
import dev.lutra.library.LutQuery;
import dev.lutra.library.LutStore;
import dev.lutra.library.ValidTrait;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@RequestMapping(path = "/luts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Library")
class LutController {

    private final Library library;
    private final LutStore luts;

    LutController(Library library, LutStore luts) {
        this.library = library;
        this.luts = luts;
    }

    @GetMapping
    @Operation(operationId = "listLuts", summary = "Lists and searches LUTs")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(
            responseCode = "422",
            description = "A trait or an order is unknown, or `page` or `size` is out of range")
    LutPageView list(
            @Parameter(description = "Words that must each occur in the slug, the title or a tag", example = "portra")
                    @RequestParam(defaultValue = "")
                    String q,
            @Parameter(description = "Tags that the LUT must have", example = "kodak") @RequestParam(defaultValue = "")
                    List<String> tag,
            @Parameter(description = "Id of the model that answers. The default is the active model", example = "film")
                    @RequestParam(required = false)
                    @Nullable
                    String model,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size,
            @Parameter(description = "Traits that the LUT must have: " + CharacterView.TRAITS, example = "warm")
                    @RequestParam(defaultValue = "")
                    List<@ValidTrait String> trait,
            @Parameter(
                            description = "Order: `model` for that of the model, `title`, or `newest` first",
                            schema = @Schema(allowableValues = {"model", "title", "newest"}),
                            example = "newest")
                    @RequestParam(defaultValue = "model")
                    @Pattern(regexp = "model|title|newest", message = "must be model, title or newest")
                    String sort) {
        return LutPageView.of(library.search(new LutQuery(
                LutQuery.words(q),
                tag,
                LutQuery.traits(trait),
                model,
                LutQuery.Sort.valueOf(sort.toUpperCase(Locale.ROOT)),
                page,
                size)));
    }

    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteLut", summary = "Deletes a LUT, its source, and its encodings in all models")
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    void delete(@Parameter(description = "The LUT's slug") @PathVariable String id) {
        luts.delete(id);
    }

    @DeleteMapping(path = "/{id}/source", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteLutSource",
            summary = "Deletes the source of a LUT. The LUT stays in the models that keep its accuracy")
    @ApiResponse(responseCode = "404", description = "There is no such LUT, or its source was deleted before")
    @ApiResponse(responseCode = "409", description = "No model keeps the accuracy of the LUT yet")
    void deleteSource(@Parameter(description = "The LUT's slug") @PathVariable String id) {
        luts.deleteSource(id);
    }

    // Addresses of files have two variables, and Spring prefers a pattern of one.
    @GetMapping("/{id:(?!.*\\.(?:" + LutFormats.OTHER_EXTENSIONS + ")$).+}")
    @Operation(operationId = "getLut", summary = "Describes a LUT")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such LUT or model, or that model does not hold it")
    LutView get(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(description = "Id of the model that answers. The default is the active model", example = "film")
                    @RequestParam(required = false)
                    @Nullable
                    String model) {
        return LutView.of(library.find(id, model));
    }
}
