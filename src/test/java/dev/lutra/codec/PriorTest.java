package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriorTest {

    @Test
    void addsUpWhatThePlacesSay() {
        byte[] values = values();
        var axis = new AxisTransform(33);
        var expected = new byte[33 * 33 * 33];
        assertThat(new Prior(values).fill(axis, expected, 0)).isEqualTo(expected.length);
        assertThat(expected[0]).isEqualTo((byte) (values[0] + values[11] + values[22] + values[33]));
        int index = (4 * 33 + 20) * 33 + 1;
        assertThat(expected[index])
                .isEqualTo((byte) (values[4] + values[11 + 10] + values[22 + 1] + values[33 + 18 + 6 + 1]));
    }

    @Test
    void growsWithThePointsAndGoesOnPastTheLastBand() {
        byte[] values = values();
        var expected = new byte[65 * 65 * 65];
        new Prior(values).fill(new AxisTransform(65), expected, 0);
        // Half an octave for each doubling of an axis.
        assertThat(expected[0]).isEqualTo((byte) (12 + values[0] + values[11] + values[22] + values[33]));
        int third = 2 * values[22 + 10] - values[22 + 9];
        assertThat(expected[64]).isEqualTo((byte) (12 + values[0] + values[11] + third + values[33 + 2]));
    }

    @Test
    void isFittedToMagnitudes() {
        byte[] values = values();
        var axis = new AxisTransform(33);
        var expected = new byte[33 * 33 * 33];
        new Prior(values).fill(axis, expected, 0);
        var fit = new PriorFit(axis);
        for (int i = 0; i < expected.length; i++) {
            fit.add(i, Math.pow(2, expected[i] / 8.0));
        }
        var fitted = new byte[expected.length];
        fit.solve().fill(axis, fitted, 0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(fitted[i] - expected[i])).isLessThanOrEqualTo(3);
        }
    }

    private static byte[] values() {
        var random = new SplittableRandom(8);
        var values = new byte[Prior.LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(-6, 12);
        }
        return values;
    }
}
