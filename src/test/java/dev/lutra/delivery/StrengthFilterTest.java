package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrengthFilterTest {

    private static final int SIZE = 5;
    private static final RgbBox DOMAIN = new RgbBox(new Rgb(-1, 0, 0), new Rgb(1, 2, 4));

    private final List<Float> out = new ArrayList<>();

    @Test
    void isTheIdentityOverTheDomainAtZero() throws IOException {
        feed(0, 7);
        assertThat(out.subList(0, 6)).containsExactly(-1f, 0f, 0f, -0.5f, 0f, 0f);
        assertThat(point(1, 2, 3)).containsExactly(-0.5f, 1f, 3f);
        assertThat(point(4, 4, 4)).containsExactly(1f, 2f, 4f);
    }

    @Test
    void mixesLinearly() throws IOException {
        feed(0.25f, 125);
        assertThat(point(1, 2, 3).get(0)).isCloseTo(-0.5f * 0.75f + 10 * 0.25f, within(1e-6f));
        assertThat(point(1, 2, 3).get(2)).isCloseTo(3 * 0.75f + 10 * 0.25f, within(1e-6f));
    }

    /** A lattice of tens, in pieces that do not fit its rows. */
    private void feed(float strength, int pieces) throws IOException {
        var mix = new StrengthFilter(this::collect, DOMAIN::axis, SIZE, strength);
        int points = SIZE * SIZE * SIZE;
        var tens = new float[3 * points];
        Arrays.fill(tens, 10);
        for (int from = 0; from < points; from += pieces) {
            mix.accept(tens, Math.min(pieces, points - from));
        }
        assertThat(tens).containsOnly(10);
        assertThat(out).hasSize(3 * points);
    }

    private void collect(float[] rgb, int points) {
        for (int i = 0; i < 3 * points; i++) {
            out.add(rgb[i]);
        }
    }

    private List<Float> point(int red, int green, int blue) {
        int at = 3 * (red + SIZE * (green + SIZE * blue));
        return out.subList(at, at + 3);
    }
}
