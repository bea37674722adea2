package dev.lutra.network.learn;

import dev.lutra.color.ColorHistogram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of the colours that a network learns from (paper, section 4.3).
 *
 * <p>Uniform colours give each colour the same weight. Colours of photographs make a LUT more accurate on photographs
 * and less accurate elsewhere. An eighth of them is still uniform, so that no colour remains unseen: with this share, a
 * histogram of half of the Kodak photographs predicted the other half best.
 *
 * @param histogram the histogram of photographs over the domain of the LUT; null for uniform colours
 */
public record ColorDistribution(@Nullable ColorHistogram histogram) {

    public static final ColorDistribution UNIFORM = new ColorDistribution(null);

    /** The colours of the photographs in the build of Lutra, 12 of the Kodak suite. */
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

    /** The histogram, which is read at the first use. */
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
