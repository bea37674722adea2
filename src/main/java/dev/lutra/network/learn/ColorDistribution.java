package dev.lutra.network.learn;

import dev.lutra.color.ColorHistogram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which colours a network learns LUTs from (paper, section 4.3).
 *
 * <p>Uniform ones put the same weight on every colour. Those of photographs make a LUT more faithful on photographs and
 * less so elsewhere; an eighth of them are drawn uniformly all the same, so that no colour goes unseen: with that share a
 * histogram of half of the Kodak photographs foretold the other half best.
 *
 * @param histogram of photographs, over the LUT's domain; null for uniform colours
 */
public record ColorDistribution(@Nullable ColorHistogram histogram) {

    public static final ColorDistribution UNIFORM = new ColorDistribution(null);

    /** The colours of the photographs that Lutra was built with, 12 of the Kodak suite. */
    public static ColorDistribution natural() {
        return Natural.DISTRIBUTION;
    }

    @Override
    public String toString() {
        if (histogram == null) {
            return "uniform";
        }
        return equals(natural()) ? "natural" : histogram.toString();
    }

    /** Read when first asked for. */
    private static final class Natural {

        /** Made by {@code lutra colors --images ../shared/data/kodak}. */
        private static final String RESOURCE = "natural-colors.bin";

        private static final ColorDistribution DISTRIBUTION = read();

        private static ColorDistribution read() {
            try (InputStream in = Objects.requireNonNull(Natural.class.getResourceAsStream(RESOURCE))) {
                return new ColorDistribution(ColorHistogram.of(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
