package dev.lutra.network.learn;

import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.Safetensors;
import dev.lutra.network.file.Tensor;
import dev.lutra.network.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The whole state of a training between two iterations.
 *
 * @param settings the settings of the run
 * @param fingerprint the fingerprint of its LUTs
 * @param iteration the number of iterations that are done
 * @param tensors weights and their moments, then embeddings and theirs, then the vectors of the spectral bound
 */
public record Checkpoint(TrainingSettings settings, long fingerprint, int iteration, List<float[]> tensors) {

    public Checkpoint {
        tensors = List.copyOf(tensors);
    }

    /** Writes to a file. The file has either the old content or the new one, even after a crash. */
    public void write(Path file) throws IOException {
        WholeFile.replace(file, this::write);
    }

    /** Writes to a stream, and leaves it open. */
    public void write(OutputStream out) throws IOException {
        var named = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < tensors.size(); i++) {
            float[] values = tensors.get(i);
            named.put("state." + i, Tensor.of(values, Tensor.Type.F32, values.length));
        }
        new Safetensors(CheckpointDescription.of(this).toMetadata(), named).write(out);
    }

    /**
     * Reads a file that {@link #write(Path)} wrote.
     *
     * @throws InvalidModelFile if it is not a checkpoint
     */
    public static Checkpoint read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (InvalidModelFile e) {
            throw new InvalidModelFile("%s: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Reads the output of {@link #write(OutputStream)}, and leaves the stream open.
     *
     * @throws InvalidModelFile if it is not a checkpoint
     */
    public static Checkpoint read(InputStream in) throws IOException {
        Safetensors content = Safetensors.read(in);
        var description = CheckpointDescription.parse(content.metadata());
        var tensors = new ArrayList<float[]>();
        content.tensors().values().forEach(tensor -> tensors.add(tensor.floats()));
        return new Checkpoint(description.settings(), description.fingerprint(), description.iteration(), tensors);
    }
}
