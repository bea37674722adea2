package dev.lutra.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON in a model file's metadata.
 *
 * @param format version of this description, 1
 * @param alpha of the colour scale, 0.9
 * @param contraction only of a bijective network: the largest Lipschitz constant among its blocks, below 1
 */
record ModelDescription(
        int format,
        String id,
        String title,
        Instant createdAt,
        String provenance,
        @Nullable String license,
        @Nullable String attribution,
        float alpha,
        NetworkShape shape,
        @Nullable Double contraction,
        LutColumns columns) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final int FORMAT = 1;

    /** What databases and people can tell apart. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** @throws NotBijective if the network should be bijective and, in float16, is not */
    static ModelDescription of(Model model) {
        Model.Info info = model.info();
        return new ModelDescription(
                FORMAT,
                info.id(),
                info.title(),
                info.createdAt(),
                info.provenance(),
                info.license(),
                info.attribution(),
                Network.ALPHA,
                model.network().shape(),
                model.network().bijective()
                        ? Certificate.contraction(model.network().toFloat16())
                        : null,
                LutColumns.of(model.luts()));
    }

    /** @throws InvalidModelFile if the text is missing or describes no model */
    static ModelDescription parse(@Nullable String json) {
        if (json == null) {
            throw new InvalidModelFile("its metadata describes no model");
        }
        ModelDescription description;
        try {
            description = ModelTexts.present("description", JSON.readValue(json, ModelDescription.class));
        } catch (JacksonException e) {
            throw new InvalidModelFile("its description is not understood: " + e.getOriginalMessage());
        }
        if (description.format != FORMAT || description.alpha != Network.ALPHA) {
            throw new InvalidModelFile("it is of format %d with α = %s, this program reads format %d with α = %s"
                    .formatted(description.format, description.alpha, FORMAT, Network.ALPHA));
        }
        ModelTexts.present(
                "shape.bias", ModelTexts.present("shape", description.shape).bias());
        return description;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** @throws InvalidModelFile if a part is missing or not acceptable */
    Model.Info info() {
        Instant created = ModelTexts.present("createdAt", createdAt);
        if (created.isBefore(EARLIEST) || created.isAfter(LATEST)) {
            throw new InvalidModelFile("it was created at no time: " + created);
        }
        return new Model.Info(
                ModelTexts.id("id", id),
                ModelTexts.text("title", title, ModelTexts.MAX_TITLE),
                created,
                ModelTexts.text("provenance", provenance, ModelTexts.MAX_PROVENANCE),
                ModelTexts.optional("license", license, ModelTexts.MAX_LICENSE),
                ModelTexts.optional("attribution", attribution, ModelTexts.MAX_ATTRIBUTION));
    }

    /** @throws InvalidModelFile if they describe no LUTs */
    List<ModelLut> luts() {
        return ModelTexts.present("columns", columns).luts();
    }
}
