package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatticeTest {

    private static final RgbBox DOMAIN = new RgbBox(new Rgb(-1, 0, 2), new Rgb(1, 10, 4));

    @Test
    void spansTheDomainRedFastest() {
        var rgb = new float[3 * 27];
        Lattice.coordinates(3, DOMAIN, 0, 27, rgb);

        assertThat(Arrays.copyOf(rgb, 12)).containsExactly(-1, 0, 2, 0, 0, 2, 1, 0, 2, -1, 5, 2);
        assertThat(Arrays.copyOfRange(rgb, 78, 81)).containsExactly(1, 10, 4);
    }

    @Test
    void givesTheSameInPieces() {
        var whole = new float[3 * 125];
        Lattice.coordinates(5, DOMAIN, 0, 125, whole);
        for (int length : new int[] {1, 7, 25, 124}) {
            for (int from = 0; from < 125; from += length) {
                int points = Math.min(length, 125 - from);
                var piece = new float[3 * points];
                Lattice.coordinates(5, DOMAIN, from, points, piece);

                assertThat(piece).containsExactly(Arrays.copyOfRange(whole, 3 * from, 3 * (from + points)));
            }
        }
    }

    @Test
    void refusesPointsBeyondTheLattice() {
        assertThatThrownBy(() -> Lattice.coordinates(3, DOMAIN, 20, 8, new float[99]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Lattice.coordinates(3, DOMAIN, 0, 8, new float[23]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
