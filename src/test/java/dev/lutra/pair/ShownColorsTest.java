package dev.lutra.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.network.learn.ColorPairs;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShownColorsTest {

    private static final PixelGrid BEFORE = Scenes.waves(200, 150, 2);

    @Test
    void pairsColorsWithWhatBecameOfThem() {
        ShownColors shown = ShownColors.of(BEFORE, Scenes.edited(BEFORE, Scenes::negative), Shift.NONE);
        assertThat(error(shown.pairs())).isLessThan(0.004);
    }

    /** A stamp over a few pixels, and noise everywhere. */
    @Test
    void passesOverPixelsThatAreFarFromTheOthers() {
        PixelGrid after = Scenes.edited(BEFORE, Scenes::negative);
        var random = new SplittableRandom(3);
        for (int i = 0; i < after.rgb().length; i++) {
            after.rgb()[i] += (float) (0.02 * (random.nextDouble() - 0.5));
        }
        for (int at = 0; at < 3 * 600; at++) {
            after.rgb()[at] = 1;
        }
        ShownColors stamped = ShownColors.of(BEFORE, after, Shift.NONE);
        assertThat(error(stamped.pairs())).isLessThan(0.02);
    }

    @Test
    void doubtsNoisyPairs() {
        PixelGrid after = Scenes.edited(BEFORE, Scenes::negative);
        double exact = ShownColors.of(BEFORE, after, Shift.NONE).doubt();
        var random = new SplittableRandom(4);
        for (int i = 0; i < after.rgb().length; i++) {
            after.rgb()[i] += (float) (0.2 * (random.nextDouble() - 0.5));
        }
        assertThat(ShownColors.of(BEFORE, after, Shift.NONE).doubt()).isGreaterThan(3 * exact);
    }

    @Test
    void tellsTheShareOfTheGamutThatIsShown() {
        var grey = new PixelGrid(64, 64, new float[3 * 64 * 64]);
        assertThat(ShownColors.of(grey, grey, Shift.NONE).coverage()).isEqualTo(1.0 / 4096);
        var all = new PixelGrid(128, 128, new float[3 * 128 * 128]);
        for (int i = 0; i < 128 * 128; i++) {
            int cell = i / 4;
            all.rgb()[3 * i] = (cell % 16 + 0.5f) / 16;
            all.rgb()[3 * i + 1] = (cell / 16 % 16 + 0.5f) / 16;
            all.rgb()[3 * i + 2] = (cell / 256 + 0.5f) / 16;
        }
        assertThat(ShownColors.of(all, all, Shift.NONE).coverage()).isEqualTo(1.0);
    }

    @Test
    void takesPixelsFromWhereTheyWereShifted() {
        PixelGrid whole = Scenes.waves(200, 150, 5);
        PixelGrid before = Scenes.part(whole, 5, 0, 190, 150);
        PixelGrid after = Scenes.edited(Scenes.part(whole, 0, 0, 190, 150), Scenes::negative);
        assertThat(error(ShownColors.of(before, after, new Shift(5, 0)).pairs()))
                .isLessThan(0.004);
    }

    @Test
    void correctsWhatAFitMissesOnlyNearItsPairs() {
        var pairs = new ColorPairs(
                new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f},
                new float[] {0.6f, 0.5f, 0.4f, 0.6f, 0.5f, 0.4f},
                new double[] {1, 1});
        var correction = Correction.of(pairs, new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f});
        float[] outputs = {0.5f, 0.5f, 0.5f, 0.9f, 0.9f, 0.9f};
        Correction.add(correction, outputs.clone(), outputs, 2);
        assertThat(outputs[0]).isCloseTo(0.587f, within(0.003f));
        assertThat(outputs[1]).isEqualTo(0.5f);
        assertThat(outputs[2]).isCloseTo(0.413f, within(0.003f));
        assertThat(outputs).endsWith(0.9f, 0.9f, 0.9f);
    }

    /** The mean error of the pairs, weighted. */
    private static double error(ColorPairs pairs) {
        double sum = 0;
        double weights = 0;
        for (int pair = 0; pair < pairs.count(); pair++) {
            float[] in = {pairs.inputs()[3 * pair], pairs.inputs()[3 * pair + 1], pairs.inputs()[3 * pair + 2]};
            float[] expected = Scenes.negative(in);
            for (int channel = 0; channel < 3; channel++) {
                sum += pairs.weights()[pair] * Math.abs(expected[channel] - pairs.outputs()[3 * pair + channel]) / 3;
            }
            weights += pairs.weights()[pair];
        }
        return sum / weights;
    }
}
