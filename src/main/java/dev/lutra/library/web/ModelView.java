package dev.lutra.library.web;

import dev.lutra.library.FidelitySummary;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryModel;
import dev.lutra.network.Model;
import dev.lutra.network.NetworkShape;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model as JSON.
 *
 * @param luts the number of its LUTs
 * @param active whether it answers requests that name no model; at most one model is active
 * @param uses what the model answers now: {@code requests}, {@code inverses}
 * @param parameters the number of parameters of its network
 * @param fidelity the mean over its LUTs; null if it holds none
 */
@Schema(name = "Model", description = "A network and the LUTs that it holds so far")
record ModelView(
        @Schema(example = "film") String id,
        String title,

        @Schema(description = "Whether the model answers requests that name no model; at most one model is active")
        boolean active,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description = "What the model answers now: requests that name no model, inverses,"
                                        + " or nothing"),
                schema = @Schema(allowableValues = {"requests", "inverses"}))
        List<String> uses,

        int luts,
        NetworkShape shape,
        boolean bijective,
        int parameters,

        @Schema(description = "Bytes of one LUT without its detail", example = "396")
        int bytesPerLut,

        LutView.@Nullable FidelityView fidelity,
        Instant createdAt,
        String provenance,
        @Nullable String license,
        @Nullable String attribution,
        Map<String, String> links) {

    static ModelView of(LibraryModel model, Library library) {
        Model.Info info = model.info();
        NetworkShape shape = model.network().shape();
        FidelitySummary fidelity = library.fidelity(model);
        return new ModelView(
                model.id(),
                info.title(),
                isOne(library.active(), model),
                uses(model, library),
                fidelity.luts(),
                shape,
                model.network().bijective(),
                shape.blocks() * shape.sharedPerBlock(),
                model.network().embeddingBytes(),
                fidelity.mean() == null ? null : LutView.FidelityView.of(fidelity.mean()),
                info.createdAt(),
                info.provenance(),
                info.license(),
                info.attribution(),
                links(model));
    }

    private static Map<String, String> links(LibraryModel model) {
        String self = Links.model(model.id());
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("file", self + ".safetensors");
        links.put("luts", "/luts?model=" + model.id());
        return links;
    }

    private static List<String> uses(LibraryModel model, Library library) {
        var uses = new ArrayList<String>();
        if (isOne(library.active(), model)) {
            uses.add("requests");
        }
        if (isOne(library.inverting(), model)) {
            uses.add("inverses");
        }
        return uses;
    }

    private static boolean isOne(Optional<LibraryModel> used, LibraryModel model) {
        return used.filter(other -> other.key() == model.key()).isPresent();
    }
}
