package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.ColorHistogram;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.ColorDistribution;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training job is to do.
 *
 * @param name shown to people; a new model is called after it. Null for a name made here
 * @param luts slugs, or indexes in the active model; {@link #ALL} for all that have a kept source, or, to encode, those of
 *     them that the model does not hold
 * @param model slug of the model to encode into; null for the active one
 * @param preset shape of the network to train
 * @param colors to learn from
 * @param photographs distribution of the colours of photographs to learn from in place of {@code colors}, as
 *     {@link ColorHistogram#toBytes} gives it, in base64; null for none
 * @param loss to make small
 * @param bijective whether the network is to be one that can be inverted
 * @param accuracy of the looks, as {@link Accuracy#of} reads it; null for what was promised of each
 * @param blends whether the network is to learn blends as well; null for no
 * @param activate whether the new model is to become the active one
 * @param iterations of a training, 1 or more; null for the usual number
 * @param seed the same seed gives the same network
 */
public record JobRequest(
        JobMode mode,
        @Nullable String name,
        List<String> luts,
        @Nullable String model,
        Preset preset,
        Colors colors,
        @Nullable String photographs,
        Loss loss,
        boolean bijective,
        @Nullable String accuracy,
        @Nullable Boolean blends,
        boolean activate,
        @Nullable Integer iterations,
        long seed) {

    /** In place of slugs. */
    public static final String ALL = "*";

    public JobRequest {
        luts = List.copyOf(luts);
    }

    /** To encode LUTs into a model. */
    static JobRequest encode(List<String> luts, String model) {
        return new JobRequest(
                JobMode.ENCODE,
                null,
                luts,
                model,
                Preset.DEFAULT,
                Colors.UNIFORM,
                null,
                Loss.COLOR,
                false,
                null,
                null,
                false,
                null,
                0);
    }

    boolean isForAll() {
        return luts.contains(ALL);
    }

    JobRequest withLuts(List<String> luts) {
        return new JobRequest(
                mode,
                name,
                luts,
                model,
                preset,
                colors,
                photographs,
                loss,
                bijective,
                accuracy,
                blends,
                activate,
                iterations,
                seed);
    }

    /** The same, to learn from the colours of photographs. */
    public JobRequest withPhotographs(ColorHistogram photographs) {
        return new JobRequest(
                mode,
                name,
                luts,
                model,
                preset,
                Colors.NATURAL,
                Base64.getEncoder().encodeToString(photographs.toBytes()),
                loss,
                bijective,
                accuracy,
                blends,
                activate,
                iterations,
                seed);
    }

    /** What is wanted of a look under a network: what is asked for, or what was promised of it. A bijective one promises nothing. */
    Accuracy accuracy(LibraryLut lut, Network network) {
        if (network.bijective()) {
            return Accuracy.NONE;
        }
        return accuracy == null ? lut.accuracy() : Accuracy.of(accuracy);
    }

    boolean learnsBlends() {
        return Boolean.TRUE.equals(blends);
    }

    /** A preset says nothing of bijective networks, which have a shape of their own. */
    NetworkShape shape() {
        return (bijective ? Preset.BIJECTIVE : preset).shape();
    }

    /** What to learn from. */
    ColorDistribution distribution() {
        return photographs == null
                ? colors.distribution()
                : new ColorDistribution(ColorHistogram.of(Base64.getDecoder().decode(photographs)));
    }
}
