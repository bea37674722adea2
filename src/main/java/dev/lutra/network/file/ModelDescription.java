package dev.lutra.network.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import dev.lutra.network.NotBijective;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON in the metadata of a model file. It is deflated, and format and title stand beside it for people. In format
 * 1 it is plain, with nothing beside it.
 *
 * @param format the format of the file, 1 or 2
 * @param alpha the α of the colour scale, 0.9
 * @param contraction the largest Lipschitz constant of its blocks, below 1; only for a bijective network
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
        ShapeDescription shape,
        @Nullable Double contraction,
        LutColumns columns) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final int FIRST_FORMAT = 1;
    private static final int FORMAT = 2;

    private static final String DESCRIPTION = "lutra";
    private static final String NAME = "format";
    private static final String NAME_OF_FORMAT = "lutra-model-" + FORMAT;
    private static final String TITLE = "title";

    /** The earliest time that all databases and people can interpret. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** @throws NotBijective if the network should be bijective but is not in float16 */
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
                ShapeDescription.of(model.network().shape()),
                model.network().bijective()
                        ? LipschitzBound.contraction(model.network().toFloat16())
                        : null,
                LutColumns.of(model.luts()));
    }

    /** @throws InvalidModelFile if the strings are missing or describe no model */
    static ModelDescription parse(Map<String, String> metadata) {
        String text = metadata.get(DESCRIPTION);
        if (text == null) {
            throw new InvalidModelFile("its metadata describes no model");
        }
        String name = metadata.get(NAME);
        if (name == null) {
            return parse(text.getBytes(StandardCharsets.UTF_8), FIRST_FORMAT);
        }
        if (!name.equals(NAME_OF_FORMAT)) {
            throw new InvalidModelFile(
                    "it is of the format '%s', this program reads '%s'".formatted(name, NAME_OF_FORMAT));
        }
        return parse(DeflatedText.read(text, Safetensors.MAX_HEADER), FORMAT);
    }

    private static ModelDescription parse(byte[] json, int format) {
        ModelDescription description;
        try {
            description = ModelTexts.present("description", JSON.readValue(json, ModelDescription.class));
        } catch (JacksonException e) {
            throw new InvalidModelFile("its description is not understood: " + e.getOriginalMessage());
        }
        if (description.format != format || description.alpha != Network.ALPHA) {
            throw new InvalidModelFile("it is described as of format %d with α = %s, not of format %d with α = %s"
                    .formatted(description.format, description.alpha, format, Network.ALPHA));
        }
        ModelTexts.present("shape", description.shape);
        return description;
    }

    /** The strings that {@link #parse} reads. */
    Map<String, String> toMetadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(NAME, NAME_OF_FORMAT);
        metadata.put(TITLE, title);
        metadata.put(DESCRIPTION, DeflatedText.of(JSON.writeValueAsBytes(this)));
        return metadata;
    }

    /** True if the file contains only embeddings. */
    boolean isOfFirstFormat() {
        return format == FIRST_FORMAT;
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
