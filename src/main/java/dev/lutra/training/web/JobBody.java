package dev.lutra.training.web;

import dev.lutra.color.ColorHistogram;
import dev.lutra.library.ValidAccuracy;
import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.Effort;
import dev.lutra.network.learn.TrainingSettings;
import dev.lutra.training.Colors;
import dev.lutra.training.EncodeRequest;
import dev.lutra.training.JobMode;
import dev.lutra.training.JobRequest;
import dev.lutra.training.TrainRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request for a training job as JSON. All components are optional. */
@Schema(name = "TrainingRequest", description = "Options of a training job; all are optional")
record JobBody(
        @Schema(
                description = "train: learn a new network; encode: add LUTs to a model",
                allowableValues = {"train", "encode"},
                defaultValue = "train")
        @Nullable
        @Pattern(regexp = "train|encode", message = "must be train or encode")
        String mode,

        @Schema(description = "Name of the job and of the new model", example = "Summer looks")
        @Nullable
        @Size(min = 1, max = 200)
        @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*", message = "must not be blank")
        String name,

        @Schema(
                description = "Ids of LUTs, or * for all. With mode encode, * stands for all LUTs that the model does"
                        + " not hold",
                example = "[\"*\"]",
                defaultValue = "[\"*\"]")
        @Nullable
        @Size(min = 1, max = 20_000)
        List<@NotNull @NotBlank @Size(max = 100) String> luts,

        @Schema(description = "With mode encode: id of the model. The default is the active model", example = "film")
        @Nullable
        @Size(min = 1, max = 100)
        String model,

        @Schema(
                description = "Size of the network",
                allowableValues = {"tiny", "small", "medium", "large", "default"},
                defaultValue = "default")
        @Nullable
        @Pattern(regexp = "tiny|small|medium|large|default", message = "must be tiny, small, medium, large or default")
        String preset,

        @Schema(
                description = "Distribution of the colours for training: uniform over the cube, or natural as in"
                        + " photographs",
                allowableValues = {"uniform", "natural"},
                defaultValue = "uniform")
        @Nullable
        @Pattern(regexp = "uniform|natural", message = "must be uniform or natural")
        String colors,

        @Schema(
                description = "What the training minimises: differences of channel values, or ΔE76",
                allowableValues = {"color", "delta-e"},
                defaultValue = "delta-e")
        @Nullable
        @Pattern(regexp = "color|delta-e", message = "must be color or delta-e")
        String loss,

        @Schema(
                description =
                        "Whether the network can be inverted; the preset has no effect then, and LUTs that are not"
                                + " invertible enough are left out",
                defaultValue = "false")
        @Nullable
        Boolean bijective,

        @Schema(
                description = "Accuracy of each LUT: mean and 99th percentile of ΔE76, lossless, or none; the default"
                        + " is the accuracy of the upload",
                example = "0.5/2")
        @Nullable
        @ValidAccuracy
        String accuracy,

        @Schema(
                description =
                        "Synthetic looks, made of the LUTs, that a training learns beside them, so that the network"
                                + " is better for looks that it never saw; the default is 3 for each LUT, at most 1000, and none"
                                + " for a bijective network")
        @Nullable
        @Min(0)
        @Max(TrainingSettings.MAX_AUGMENT)
        Integer augment,

        @Schema(
                description = "With mode encode: how much work an embedding is. With high, a LUT takes about twice as"
                        + " long and comes out somewhat better",
                allowableValues = {"normal", "high"},
                defaultValue = "normal")
        @Nullable
        @Pattern(regexp = "normal|high", message = "must be normal or high")
        String effort,

        @Schema(description = "Whether the new model becomes the active one", defaultValue = "false") @Nullable
        Boolean activate,

        @Schema(
                description = "More iterations take longer and give smaller errors",
                defaultValue = "" + TrainingSettings.ITERATIONS)
        @Nullable
        @Min(1)
        @Max(10_000_000)
        Integer iterations,

        @Schema(description = "The same seed gives the same network", defaultValue = "" + TrainingSettings.SEED)
        @Nullable
        Long seed) {

    /** The request that an empty body stands for. */
    static final JobBody EMPTY =
            new JobBody(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** @param photographs the colours of the photographs to train on; null for none */
    JobRequest request(@Nullable ColorHistogram photographs) {
        String title = name == null ? null : name.strip();
        List<String> chosen = luts == null ? List.of(JobRequest.ALL) : luts;
        return switch (choice(JobMode.class, mode, JobMode.TRAIN)) {
            case TRAIN -> train(title, chosen, photographs);
            case ENCODE ->
                new EncodeRequest(title, chosen, model, accuracy, choice(Effort.class, effort, Effort.NORMAL));
        };
    }

    private TrainRequest train(@Nullable String title, List<String> chosen, @Nullable ColorHistogram photographs) {
        return new TrainRequest(
                title,
                chosen,
                choice(Preset.class, preset, Preset.DEFAULT),
                choice(Colors.class, colors, Colors.UNIFORM),
                photographs == null ? null : Base64.getEncoder().encodeToString(photographs.toBytes()),
                choice(Loss.class, loss, TrainingSettings.LOSS),
                Boolean.TRUE.equals(bijective),
                accuracy,
                augment,
                Boolean.TRUE.equals(activate),
                iterations,
                seed == null ? TrainingSettings.SEED : seed);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, @Nullable String value, E usual) {
        return value == null
                ? usual
                : Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
