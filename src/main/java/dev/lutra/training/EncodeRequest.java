package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lutra.network.learn.Effort;
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
 * @param effort how much work an embedding is; null for {@link Effort#NORMAL}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EncodeRequest(
        @Nullable String name,
        List<String> luts,
        @Nullable String model,
        @Nullable String accuracy,
        @Nullable Effort effort)
        implements JobRequest {

    public EncodeRequest {
        luts = List.copyOf(luts);
    }

    @Override
    public JobMode mode() {
        return JobMode.ENCODE;
    }

    /** The effort, which earlier versions did not store. */
    Effort effortOrNormal() {
        return effort == null ? Effort.NORMAL : effort;
    }
}
