package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lutra.color.ColorHistogram;
import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.ColorDistribution;
import dev.lutra.network.learn.TrainingSettings;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to train a new network and publish it as a model.
 *
 * <p>Properties that it does not know are ignored: earlier versions stored those of an encoding as well.
 *
 * @param name also the name of the model
 * @param luts as in {@link JobRequest#luts}; {@link #ALL} stands for all that have a kept source
 * @param preset the shape of the network; a bijective network has its own shape
 * @param colors the distribution of the training colours
 * @param photographs the histogram of photographs that replaces {@code colors}, in the form of {@link
 *     ColorHistogram#toBytes}, in base64; null for none
 * @param loss the loss that the training minimises
 * @param bijective whether the network can be inverted
 * @param augment the number of synthetic looks; null for {@link TrainingSettings#augmentFor}
 * @param activate whether the new model becomes the active one
 * @param iterations 1 or more; null for {@link TrainingSettings#ITERATIONS}
 * @param seed the same seed gives the same network
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainRequest(
        @Nullable String name,
        List<String> luts,
        Preset preset,
        Colors colors,
        @Nullable String photographs,
        Loss loss,
        boolean bijective,
        @Nullable String accuracy,
        @Nullable Integer augment,
        boolean activate,
        @Nullable Integer iterations,
        long seed)
        implements JobRequest {

    public TrainRequest {
        luts = List.copyOf(luts);
    }

    @Override
    public JobMode mode() {
        return JobMode.TRAIN;
    }

    /**
     * The settings of the training.
     *
     * @param luts the number of its LUTs
     */
    TrainingSettings settings(int luts) {
        return new TrainingSettings(
                (bijective ? Preset.BIJECTIVE : preset).shape(),
                iterations == null ? TrainingSettings.ITERATIONS : iterations,
                TrainingSettings.COLORS_PER_STEP,
                TrainingSettings.RATE,
                seed,
                distribution(),
                loss,
                bijective,
                augment == null ? TrainingSettings.augmentFor(luts, bijective) : augment);
    }

    private ColorDistribution distribution() {
        return photographs == null
                ? colors.distribution()
                : new ColorDistribution(ColorHistogram.of(Base64.getDecoder().decode(photographs)));
    }
}
