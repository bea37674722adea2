package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabDerivativesTest {

    @Test
    void givesLabAndWhatSmallStepsChangeOfIt() {
        var random = new SplittableRandom(2);
        var derivatives = new LabDerivatives();
        double step = 1e-6;
        for (int repeat = 0; repeat < 200; repeat++) {
            double[] rgb = {random.nextDouble(-0.1, 1.2), random.nextDouble(0, 0.1), random.nextDouble(0, 1)};
            derivatives.at(rgb[0], rgb[1], rgb[2]);
            Lab at = Lab.ofSrgb(rgb[0], rgb[1], rgb[2]);
            assertThat(derivatives.lab).containsExactly(new double[] {at.lightness(), at.a(), at.b()}, within(1e-9));
            for (int channel = 0; channel < 3; channel++) {
                double[] moved = rgb.clone();
                moved[channel] += step;
                Lab there = Lab.ofSrgb(moved[0], moved[1], moved[2]);
                assertThat(derivatives.derivatives[0][channel])
                        .isCloseTo((there.lightness() - at.lightness()) / step, within(0.02));
                assertThat(derivatives.derivatives[1][channel]).isCloseTo((there.a() - at.a()) / step, within(0.02));
                assertThat(derivatives.derivatives[2][channel]).isCloseTo((there.b() - at.b()) / step, within(0.02));
            }
        }
    }
}
