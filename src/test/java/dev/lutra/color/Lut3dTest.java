package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lut3dTest {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 257, 1 << 20, Integer.MAX_VALUE})
    void refusesSizesOutOfRange(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lut3d(size, RgbBox.UNIT, new float[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> Lut3d.identity(size));
    }

    @Test
    void refusesALatticeOfTheWrongLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lut3d(2, RgbBox.UNIT, new float[23]))
                .withMessageContaining("24");
    }

    @Test
    void runsRedFastest() {
        assertThat(Lut3d.identity(2).lattice())
                .containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1);
        assertThat(Lut3d.identity(2).points()).isEqualTo(8);
    }

    @Test
    void resamplesTheIdentityToTheIdentity() {
        assertThat(Lut3d.identity(17).resample(33).lattice())
                .containsExactly(Lut3d.identity(33).lattice(), within(1e-6f));
    }

    @Test
    void keepsItsDomainWhenResampled() {
        var domain = new RgbBox(new Rgb(-1, -2, -3), new Rgb(1, 2, 3));
        var lattice = new float[3 * 27];
        Lattice.coordinates(3, domain, 0, 27, lattice);

        Lut3d resampled = new Lut3d(3, domain, lattice).resample(5);

        assertThat(resampled.domain()).isEqualTo(domain);
        var expected = new float[3 * 125];
        Lattice.coordinates(5, domain, 0, 125, expected);
        assertThat(resampled.lattice()).containsExactly(expected, within(1e-6f));
    }

    @Test
    void survivesTheFinestAndTheWidestDomain() {
        for (float limit : new float[] {Float.MIN_VALUE, Float.MAX_VALUE}) {
            var domain = new RgbBox(new Rgb(-limit, -limit, -limit), new Rgb(limit, limit, limit));
            Lut3d lut = new Lut3d(3, domain, Lut3d.identity(3).lattice());

            assertThat(lut.resample(5).lattice()[3 * 124]).isEqualTo(1);
        }
    }
}
