package dev.lutra.network.file;

import dev.lutra.network.NetworkShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link NetworkShape} in the JSON of a model file.
 *
 * @param scaled absent if no layer has scales, as in the files of older versions
 */
record ShapeDescription(
        int blocks,
        int layers,
        int width,
        NetworkShape.@Nullable Bias bias,
        @Nullable List<@Nullable Integer> scaled) {

    static ShapeDescription of(NetworkShape shape) {
        return new ShapeDescription(
                shape.blocks(),
                shape.layers(),
                shape.width(),
                shape.bias(),
                shape.scaled().isEmpty() ? null : List.copyOf(shape.scaled()));
    }

    /**
     * Reads the shape.
     *
     * @throws InvalidModelFile if a part is missing
     * @throws IllegalArgumentException if a number is out of its range
     */
    NetworkShape shape() {
        List<Integer> layersWithScales = scaled == null
                ? List.of()
                : scaled.stream()
                        .map(layer -> ModelTexts.present("shape.scaled", layer))
                        .toList();
        return new NetworkShape(blocks, layers, width, ModelTexts.present("shape.bias", bias), layersWithScales);
    }
}
