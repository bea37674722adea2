package dev.lutra.network.learn;

import dev.lutra.color.ColorHistogram;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.Safetensors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole state of a training between two iterations.
 *
 * @param settings of the run
 * @param fingerprint of the LUTs that it learns
 * @param iteration done so far
 * @param tensors weights and their moments, then embeddings and theirs, then the vectors of the spectral bound
 */
public record Checkpoint(TrainingSettings settings, long fingerprint, int iteration, List<float[]> tensors) {

    private static final String FORMAT = "lutra-checkpoint-2";

    public Checkpoint {
        tensors = List.copyOf(tensors);
    }

    /** Writes to a file, which holds either the old content or the new, whatever happens in between. */
    public void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
            write(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        var named = new LinkedHashMap<String, Safetensors.Tensor>();
        for (int i = 0; i < tensors.size(); i++) {
            float[] values = tensors.get(i);
            named.put("state." + i, Safetensors.Tensor.of(values, Safetensors.Type.F32, values.length));
        }
        NetworkShape shape = settings.shape();
        ColorHistogram histogram = settings.colors().histogram();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("blocks", "" + shape.blocks());
        metadata.put("layers", "" + shape.layers());
        metadata.put("width", "" + shape.width());
        metadata.put("bias", shape.bias().name());
        metadata.put("iterations", "" + settings.iterations());
        metadata.put("colorsPerStep", "" + settings.colorsPerStep());
        metadata.put("rate", "" + settings.rate());
        metadata.put("seed", "" + settings.seed());
        if (histogram != null) {
            metadata.put("colors", Base64.getEncoder().encodeToString(histogram.toBytes()));
        }
        metadata.put("loss", settings.loss().name());
        metadata.put("bijective", "" + settings.bijective());
        metadata.put("blends", "" + settings.blends());
        metadata.put("fingerprint", "" + fingerprint);
        metadata.put("iteration", "" + iteration);
        new Safetensors(metadata, named).write(out);
    }

    /**
     * Reads a file that {@link #write(Path)} wrote.
     *
     * @throws InvalidModelFile if it is no checkpoint
     */
    public static Checkpoint read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (InvalidModelFile e) {
            throw new InvalidModelFile("%s: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Reads what {@link #write(OutputStream)} wrote; the stream stays open.
     *
     * @throws InvalidModelFile if it is no checkpoint
     */
    public static Checkpoint read(InputStream in) throws IOException {
        Safetensors content = Safetensors.read(in);
        Map<String, String> metadata = content.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new InvalidModelFile("this is no checkpoint of a training");
        }
        try {
            var shape = new NetworkShape(
                    Integer.parseInt(metadata.getOrDefault("blocks", "")),
                    Integer.parseInt(metadata.getOrDefault("layers", "")),
                    Integer.parseInt(metadata.getOrDefault("width", "")),
                    NetworkShape.Bias.valueOf(metadata.getOrDefault("bias", "")));
            String histogram = metadata.get("colors");
            var settings = new TrainingSettings(
                    shape,
                    Integer.parseInt(metadata.getOrDefault("iterations", "")),
                    Integer.parseInt(metadata.getOrDefault("colorsPerStep", "")),
                    Float.parseFloat(metadata.getOrDefault("rate", "")),
                    Long.parseLong(metadata.getOrDefault("seed", "")),
                    histogram == null
                            ? ColorDistribution.UNIFORM
                            : new ColorDistribution(
                                    ColorHistogram.of(Base64.getDecoder().decode(histogram))),
                    Loss.valueOf(metadata.getOrDefault("loss", "")),
                    Boolean.parseBoolean(metadata.get("bijective")),
                    Boolean.parseBoolean(metadata.get("blends")));
            var tensors = new ArrayList<float[]>();
            content.tensors().values().forEach(tensor -> tensors.add(tensor.floats()));
            return new Checkpoint(
                    settings,
                    Long.parseLong(metadata.getOrDefault("fingerprint", "")),
                    Integer.parseInt(metadata.getOrDefault("iteration", "")),
                    tensors);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelFile("this is no checkpoint of a training: " + e.getMessage());
        }
    }
}
