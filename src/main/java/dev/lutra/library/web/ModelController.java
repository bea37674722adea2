package dev.lutra.library.web;

import dev.lutra.library.Library;
import dev.lutra.library.ModelStore;
import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@RequestMapping("/models")
@Tag(name = "Models")
class ModelController {

    private final Library library;
    private final ModelStore models;

    ModelController(Library library, ModelStore models) {
        this.library = library;
        this.models = models;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listModels", summary = "Lists the models, the newest last")
    ModelPageView list(
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        return ModelPageView.of(library, page, size);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getModel", summary = "Describes a model")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such model")
    ModelView get(@Parameter(example = "film") @PathVariable String id) {
        return ModelView.of(library.model(id), library);
    }

    @GetMapping("/{id}.safetensors")
    @Operation(
            operationId = "getModelFile",
            summary = "Returns a model as a file, with all of its LUTs or some of them")
    @ApiResponse(
            responseCode = "200",
            description = "The model file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "There is no such model, or it does not hold one of the LUTs")
    ResponseEntity<byte[]> file(
            @Parameter(example = "film") @PathVariable String id,
            @Parameter(description = "LUTs that the file includes. The default is all", example = "kodak-portra-160")
                    @RequestParam(defaultValue = "")
                    List<String> luts,
            @Parameter(description = "Whether the file includes the detail of each LUT")
                    @RequestParam(defaultValue = "true")
                    boolean detail)
            throws IOException {
        Model model = models.load(library.model(id), luts, detail);
        var file = new ByteArrayOutputStream();
        ModelFile.write(model, file);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".safetensors")
                                .build()
                                .toString())
                .body(file.toByteArray());
    }

    @PutMapping(
            path = "/active",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "activateModel",
            summary = "Makes a model the active one",
            description = "Lutra loads and warms the model up before it answers requests. LUTs that the model"
                    + " does not hold yet are queued for encoding; until then their sources answer. A"
                    + " bijective model is used for inverses and does not replace the active model.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(responseCode = "422", description = "`model` is blank")
    ModelView activate(@Valid @RequestBody Activation activation) {
        models.activate(activation.model());
        return ModelView.of(library.model(activation.model()), library);
    }

    /** @param model the slug */
    @Schema(name = "Activation")
    record Activation(@Schema(example = "film") @NotBlank String model) {}
}
