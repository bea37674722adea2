package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import org.junit.jupiter.api.Test;

class PreLutTest {

    /** The exponential curve of OpenColorIO's documentation, and what OpenColorIO 2.1 makes of it. */
    @Test
    void isSmoothBetweenKnots() {
        float[] inputs = {0.000977f, 0.039373f, 1.587401f, 64};
        float[] outputs = {0, 0.333333f, 0.666667f, 1};

        Curve curve = PreLut.smooth(inputs, outputs);

        for (int i = 0; i < inputs.length; i++) {
            assertThat(curve.apply(inputs[i])).isEqualTo(outputs[i]);
        }
        assertThat(curve.points()).isBetween(100, 2000);
        // Slopes: a knot's is the chord's between its neighbours.
        double slope = outputs[2] / (inputs[2] - (double) inputs[0]);
        double length = inputs[1] - (double) inputs[0];
        // A parabola at the end: at its middle, the chord and a quarter of the difference of rises.
        double middle = outputs[1] / 2 + (outputs[1] - slope * length) / 4;
        assertThat(curve.apply((inputs[0] + inputs[1]) / 2)).isCloseTo((float) middle, within(2e-5f));
    }

    @Test
    void isStraightWhereItsKnotsAre() {
        Curve two = PreLut.smooth(new float[] {-1, 3}, new float[] {5, 2});
        Curve three = PreLut.smooth(new float[] {0, 1, 4}, new float[] {0, 2, 8});
        Curve level = PreLut.smooth(new float[] {0, 1, 4}, new float[] {3, 3, 3});

        assertThat(two).isEqualTo(Curve.uniform(-1, 3, new float[] {5, 2}));
        assertThat(three).isEqualTo(Curve.of(new float[] {0, 1, 4}, new float[] {0, 2, 8}));
        assertThat(level.points()).isEqualTo(3);
    }

    @Test
    void neverHasMorePointsThanACurveMay() {
        var inputs = new float[40_000];
        var outputs = new float[40_000];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i;
            outputs[i] = i % 2;
        }

        Curve curve = PreLut.smooth(inputs, outputs);

        assertThat(curve.points()).isBetween(40_000, Curve.MAX_POINTS);
        assertThat(curve.apply(7)).isEqualTo(1);
        assertThat(PreLut.knots(Curve.of(inputs, outputs)).points()).isEqualTo(40_000);
    }

    @Test
    void staysFinite() {
        float most = Float.MAX_VALUE;
        Curve curve = PreLut.smooth(new float[] {-most, 0, 1, most}, new float[] {most, -most, most, most});

        for (int i = 0; i < curve.points(); i++) {
            assertThat(Float.isFinite(curve.outputs()[i]) && Float.isFinite(curve.input(i)))
                    .isTrue();
        }
        assertThat(PreLut.knots(curve).points()).isGreaterThan(3);
    }

    @Test
    void leavesKnotsThatBendGently() {
        var outputs = new float[4096];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) Math.log1p(i / 100.0);
        }
        Curve curve = Curve.uniform(0, 16, outputs);

        assertThat(PreLut.knots(curve).points()).isBetween(4096, 4200);
    }
}
