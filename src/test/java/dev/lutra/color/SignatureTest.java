package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Signature HALVED = TestLooks.signature(rgb -> scaled(rgb, 0.5));

    @Test
    void isSmall() {
        assertThat(HALVED.bytes()).hasSize(Signature.BYTES);
        assertThat(Signature.BYTES).isLessThan(1024);
    }

    @Test
    void comesBackFromItsBytes() {
        assertThat(Signature.ofBytes(HALVED.bytes())).contains(HALVED);
        assertThat(HALVED)
                .isNotEqualTo(Signature.IDENTITY)
                .hasSameHashCodeAs(Signature.ofBytes(HALVED.bytes()).orElseThrow());
    }

    @Test
    void isNoneOfAnotherSetOfColors() {
        byte[] other = HALVED.bytes();
        other[0]++;
        assertThat(Signature.ofBytes(other)).isEmpty();
        assertThat(Signature.ofBytes(Arrays.copyOf(HALVED.bytes(), Signature.BYTES - 2)))
                .isEmpty();
        assertThat(Signature.ofBytes(new byte[0])).isEmpty();
    }

    @Test
    void isAsFarAsTheColorsAre() {
        float[] probes = Signature.probes();
        double sum = 0;
        for (int i = 0; i < probes.length; i += 3) {
            Lab half = Lab.ofSrgb(probes[i] / 2, probes[i + 1] / 2, probes[i + 2] / 2);
            sum += ColorDifference.deltaE76(Lab.ofSrgb(probes, i), half);
        }
        double mean = 3 * sum / probes.length;
        assertThat(HALVED.distance(Signature.IDENTITY)).isCloseTo(mean, within(0.005));
        assertThat(Signature.IDENTITY.distance(HALVED)).isEqualTo(HALVED.distance(Signature.IDENTITY));
        assertThat(HALVED.distance(HALVED)).isZero();
    }

    @Test
    void seesWhatADisplayShows() {
        assertThat(TestLooks.signature(rgb -> scaled(rgb, 1e30))).isEqualTo(TestLooks.signature(rgb -> {
            float[] clipped = rgb.clone();
            for (int i = 0; i < clipped.length; i++) {
                clipped[i] = rgb[i] > 0 ? 1 : 0;
            }
            return clipped;
        }));
        assertThat(TestLooks.signature(rgb -> scaled(rgb, -1))).isEqualTo(TestLooks.signature(rgb -> scaled(rgb, 0)));
        assertThat(TestLooks.signature(rgb -> scaled(rgb, Double.NaN)))
                .isEqualTo(TestLooks.signature(rgb -> scaled(rgb, 0)));
    }

    @Test
    void needsAnOutputForEachProbe() {
        assertThatThrownBy(() -> Signature.of(new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void standsForPhotographs() {
        float[] probes = Signature.probes();
        assertThat(probes).hasSize(3 * ProbeColors.COUNT).startsWith(0, 0, 0);
        int greys = 0;
        int dull = 0;
        for (int i = 0; i < probes.length; i += 3) {
            Lab color = Lab.ofSrgb(probes, i);
            double chroma = Math.hypot(color.a(), color.b());
            greys += chroma < 0.01 ? 1 : 0;
            dull += chroma >= 0.01 && chroma < 45 ? 1 : 0;
        }
        assertThat(greys).isEqualTo(ProbeColors.GREYS);
        assertThat(dull).as("colours as photographs are made of").isGreaterThan(ProbeColors.COUNT / 2);
    }

    private static float[] scaled(float[] rgb, double factor) {
        var scaled = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            scaled[i] = (float) (rgb[i] * factor);
        }
        return scaled;
    }
}
