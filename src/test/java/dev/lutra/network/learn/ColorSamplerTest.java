package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.ColorHistogram;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is drawn is seen in the targets, as the LUT changes nothing. */
class ColorSamplerTest {

    private static final int COUNT = 8000;
    private static final ColorDistribution SKY = new ColorDistribution(
            new ColorHistogram.Builder().add(new int[] {0x6496C8}).build());

    /** A model that was trained with this version can be trained again. */
    @Test
    void drawsTheSameUniformColorsInEveryVersion() {
        float[] drawn = draw(ColorDistribution.UNIFORM, Lut3d.identity(2), 0);

        assertThat(Arrays.hashCode(drawn)).isEqualTo(1064173909);
    }

    @Test
    void drawsColorsOfPhotographsFromTheirBins() {
        float[] drawn = draw(SKY, Lut3d.identity(2), 0);
        var sum = new double[3];
        for (int sample = 0; sample < COUNT; sample++) {
            if (sample % 8 != 0) {
                assertThat(drawn[3 * sample]).isBetween(6 / 16f, 7 / 16f);
                assertThat(drawn[3 * sample + 1]).isBetween(9 / 16f, 10 / 16f);
                assertThat(drawn[3 * sample + 2]).isBetween(12 / 16f, 13 / 16f);
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += drawn[3 * sample + channel] / (COUNT * 7 / 8);
                }
            }
        }
        // Uniform within a bin: the mean of 7,000 is off by less than 0.0011, five standard deviations.
        assertThat(sum[0]).isCloseTo(6.5 / 16, within(0.0011));
        assertThat(sum[1]).isCloseTo(9.5 / 16, within(0.0011));
        assertThat(sum[2]).isCloseTo(12.5 / 16, within(0.0011));
    }

    @Test
    void keepsAnEighthUniformAndSomeOfThatOnTheFaces() {
        float[] drawn = draw(SKY, Lut3d.identity(2), 0);
        double sum = 0;
        int faces = 0;
        for (int at = 0; at < drawn.length; at += 3 * 8) {
            boolean onFace = false;
            for (int channel = at; channel < at + 3; channel++) {
                sum += drawn[channel] / (COUNT / 8 * 3);
                onFace |= drawn[channel] == 0 || drawn[channel] == 1;
            }
            faces += onFace ? 1 : 0;
        }
        assertThat(sum).isCloseTo(0.5, within(0.03));
        assertThat(faces).isBetween(420, 580);
    }

    @Test
    void drawsOverTheDomainOfTheLut() {
        var domain = new RgbBox(new Rgb(-1, 0, 2), new Rgb(3, 8, 4));
        var lattice = new float[3 * 8];
        Lattice.coordinates(2, domain, 0, 8, lattice);
        float[] drawn = draw(SKY, new Lut3d(2, domain, lattice), 0);
        // Targets are over the range of the outputs, which reaches down to 0 and up to 1 at least.
        assertThat((drawn[3] * 4 - 1 + 1) / 4).isBetween(6 / 16f, 7 / 16f);
        assertThat(drawn[4]).isBetween(9 / 16f, 10 / 16f);
        assertThat((drawn[5] * 4 - 2) / 2).isBetween(12 / 16f, 13 / 16f);
    }

    @Test
    void dependsOnTheIterationAndNothingElse() {
        float[] once = draw(ColorDistribution.natural(), Lut3d.identity(2), 5);

        assertThat(draw(ColorDistribution.natural(), Lut3d.identity(2), 5)).isEqualTo(once);
        assertThat(draw(ColorDistribution.natural(), Lut3d.identity(2), 6)).isNotEqualTo(once);
    }

    /** The share of nearly grey colours is 0.02 by chance. */
    @Test
    void hasNaturalColorsThatAreOftenNearGrey() {
        float[] drawn = draw(ColorDistribution.natural(), Lut3d.identity(2), 0);
        int grey = 0;
        for (int at = 0; at < drawn.length; at += 3) {
            float low = Math.min(drawn[at], Math.min(drawn[at + 1], drawn[at + 2]));
            float high = Math.max(drawn[at], Math.max(drawn[at + 1], drawn[at + 2]));
            grey += high - low < 0.1 ? 1 : 0;
        }
        assertThat(grey).isGreaterThan(COUNT / 5);
        assertThat(ColorDistribution.natural()).hasToString("natural");
        assertThat(ColorDistribution.UNIFORM).hasToString("uniform");
    }

    /** Colours from the first place in the run that is a multiple of 8 in the pool. */
    private static float[] draw(ColorDistribution colors, Lut3d lut, long iteration) {
        int skipped = Math.floorMod(-ColorPool.start(1, iteration), 8);
        var pool = new ColorPool(colors, 1, COUNT + 8);
        var x = new float[3 * (COUNT + 8)];
        var target = new float[x.length];
        new ColorSampler(lut, pool, 1).draw(iteration, x, target, 0, COUNT + 8);
        for (int i = 0; i < x.length; i++) {
            x[i] = ColorScale.unit((float) Math.tanh(x[i]));
        }
        if (lut.domain().isUnit()) {
            float furthest = 0;
            for (int i = 0; i < x.length; i++) {
                furthest = Math.max(furthest, Math.abs(x[i] - target[i]));
            }
            assertThat(furthest).isLessThan(1e-6f);
        }
        return Arrays.copyOfRange(target, 3 * skipped, 3 * (skipped + COUNT));
    }
}
