package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void isStraightBetweenItsPointsAndConstantBeyond() {
        Curve even = Curve.uniform(-1, 3, new float[] {0, 1, 5});
        Curve uneven = Curve.of(new float[] {-1, 1, 3}, new float[] {0, 1, 5});
        for (Curve curve : new Curve[] {even, uneven}) {
            assertThat(curve.apply(-7)).isZero();
            assertThat(curve.apply(-1)).isZero();
            assertThat(curve.apply(0)).isEqualTo(0.5f);
            assertThat(curve.apply(1)).isEqualTo(1);
            assertThat(curve.apply(2.5f)).isEqualTo(4);
            assertThat(curve.apply(Float.POSITIVE_INFINITY)).isEqualTo(5);
            assertThat(curve.apply(Float.NaN)).isZero();
        }
    }

    @Test
    void isUndoneByItsInverse() {
        var random = new Random(3);
        var outputs = new float[200];
        for (int i = 1; i < outputs.length; i++) {
            outputs[i] = outputs[i - 1] + 0.01f + random.nextFloat();
        }
        Curve curve = Curve.uniform(-4, 9, outputs);
        Curve inverse = curve.inverse().orElseThrow();
        for (int i = 0; i < 1000; i++) {
            float input = -4 + 13 * random.nextFloat();
            assertThat(inverse.apply(curve.apply(input))).isCloseTo(input, within(1e-4f));
        }
    }

    @Test
    void jumpsOverALevelWhenItIsUndone() {
        Curve toe = Curve.of(new float[] {0, 0.25f, 0.5f, 1}, new float[] {0, 0, 0, 1});
        Curve inverse = toe.inverse().orElseThrow();

        assertThat(inverse.apply(0)).isZero();
        assertThat(inverse.apply(1e-6f)).isCloseTo(0.5f, within(1e-5f));
        assertThat(inverse.apply(0.5f)).isCloseTo(0.75f, within(1e-6f));
        Curve shoulder = Curve.uniform(0, 1, new float[] {0, 1, 1, 1}).inverse().orElseThrow();
        assertThat(shoulder.apply(1)).isCloseTo(1 / 3f, within(1e-6f));
    }

    @Test
    void cannotAlwaysBeUndone() {
        assertThat(Curve.uniform(0, 1, new float[] {0, 1, 0.5f}).inverse()).isEmpty();
        assertThat(Curve.uniform(0, 1, new float[] {1, 1, 1}).inverse()).isEmpty();
    }

    @Test
    void staysFiniteWhenItIsScaled() {
        Curve curve = Curve.uniform(0, 1, new float[] {-1, 0, 1e38f}).scaled(1e39, 0);

        assertThat(curve.outputs()).containsExactly(-Float.MAX_VALUE, 0, Float.MAX_VALUE);
    }

    @Test
    void refusesWhatIsNoCurve() {
        var outputs = new float[] {0, 1};
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.uniform(1, 1, outputs));
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.uniform(0, Float.NaN, outputs));
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.uniform(0, 1, new float[] {0}));
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.uniform(0, 1, new float[] {0, Float.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.of(new float[] {0, 0}, outputs));
        assertThatIllegalArgumentException().isThrownBy(() -> Curve.of(new float[] {0, 1, 2}, outputs));
    }
}
