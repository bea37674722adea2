package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for LUTs to be added to a model.
 *
 * <p>Properties that it does not know are ignored: earlier versions stored those of a training as well.
 *
 * @param luts as in {@link JobRequest#luts}; {@link #ALL} stands for all that have a kept source and that the model does not
 *     hold
 * @param model slug of the model; null for the active one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EncodeRequest(
        @Nullable String name,
        List<String> luts,
        @Nullable String model,
        @Nullable String accuracy)
        implements JobRequest {

    public EncodeRequest {
        luts = List.copyOf(luts);
    }

    @Override
    public JobMode mode() {
        return JobMode.ENCODE;
    }
}
