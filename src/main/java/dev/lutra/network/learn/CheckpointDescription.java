package dev.lutra.network.learn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lutra.color.ColorHistogram;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.file.InvalidModelFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of a checkpoint, a string for each component.
 *
 * @param format identifies the file as a checkpoint
 * @param scaled the layers with scales, with commas between them
 * @param colors the histogram in the form of {@link ColorHistogram#toBytes}, in Base64; null for uniform colours
 */
record CheckpointDescription(
        String format,
        int blocks,
        int layers,
        int width,
        NetworkShape.Bias bias,
        String scaled,
        int iterations,
        int colorsPerStep,
        float rate,
        long seed,
        byte @Nullable [] colors,
        Loss loss,
        boolean bijective,
        int augment,
        long fingerprint,
        int iteration) {

    private static final String FORMAT = "lutra-checkpoint-3";
    private static final TypeReference<LinkedHashMap<String, String>> STRINGS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    static CheckpointDescription of(Checkpoint checkpoint) {
        TrainingSettings settings = checkpoint.settings();
        NetworkShape shape = settings.shape();
        ColorHistogram histogram = settings.colors().histogram();
        return new CheckpointDescription(
                FORMAT,
                shape.blocks(),
                shape.layers(),
                shape.width(),
                shape.bias(),
                String.join(",", shape.scaled().stream().map(String::valueOf).toList()),
                settings.iterations(),
                settings.colorsPerStep(),
                settings.rate(),
                settings.seed(),
                histogram == null ? null : histogram.toBytes(),
                settings.loss(),
                settings.bijective(),
                settings.augment(),
                checkpoint.fingerprint(),
                checkpoint.iteration());
    }

    /** @throws InvalidModelFile if the strings are missing or describe no checkpoint */
    static CheckpointDescription parse(Map<String, String> metadata) {
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new InvalidModelFile("this is no checkpoint of a training");
        }
        CheckpointDescription description;
        try {
            description = JSON.convertValue(metadata, CheckpointDescription.class);
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
        // Jackson returns null for JSON null.
        if (description.bias == null || description.loss == null || description.scaled == null) {
            throw invalid("its bias, its scaled layers or its loss are missing");
        }
        return description;
    }

    /** The strings that {@link #parse} reads. */
    Map<String, String> toMetadata() {
        return JSON.convertValue(this, STRINGS);
    }

    /** @throws InvalidModelFile if they are not acceptable */
    TrainingSettings settings() {
        try {
            return new TrainingSettings(
                    new NetworkShape(blocks, layers, width, bias, scaledLayers()),
                    iterations,
                    colorsPerStep,
                    rate,
                    seed,
                    colors == null ? ColorDistribution.UNIFORM : new ColorDistribution(ColorHistogram.of(colors)),
                    loss,
                    bijective,
                    augment);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    /** NumberFormatException is an IllegalArgumentException. */
    private List<Integer> scaledLayers() {
        return scaled.isEmpty()
                ? List.of()
                : Arrays.stream(scaled.split(",")).map(Integer::valueOf).toList();
    }

    private static InvalidModelFile invalid(@Nullable String reason) {
        return new InvalidModelFile("this is no checkpoint of a training: " + reason);
    }
}
