package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeCodecTest {

    /** The numbers of different values: below and above what a palette holds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 65536, 1 << 30})
    void givesBackEveryBit(int values) throws IOException {
        var random = new SplittableRandom(values);
        var lattice = new float[3 * 17 * 17 * 17];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = random.nextInt(values) / 255f - 0.5f;
        }
        lattice[0] = values == 1 ? lattice[1] : -0f;
        var domain = new RgbBox(new Rgb(-1, 0, 0), new Rgb(1, 2, 3));
        byte[] bytes = OldLattices.encode(new Lut3d(17, domain, lattice));
        Lut3d back = LatticeCodec.decode(bytes, 17, domain);
        assertThat(back.size()).isEqualTo(17);
        assertThat(back.domain()).isEqualTo(domain);
        assertThat(Arrays.equals(back.lattice(), lattice)).isTrue();
    }

    @Test
    void refusesWhatIsDamaged() {
        byte[] bytes = OldLattices.encode(Lut3d.identity(9));

        assertThatIOException().isThrownBy(() -> LatticeCodec.decode(bytes, 17, RgbBox.UNIT));
        assertThatIOException()
                .isThrownBy(() -> LatticeCodec.decode(Arrays.copyOf(bytes, bytes.length / 2), 9, RgbBox.UNIT));
        byte[] fewer = bytes.clone();
        fewer[3]--;
        assertThatIOException().isThrownBy(() -> LatticeCodec.decode(fewer, 9, RgbBox.UNIT));
        byte[] other = bytes.clone();
        other[bytes.length / 2] ^= 0x55;
        assertThatIOException().isThrownBy(() -> LatticeCodec.decode(other, 9, RgbBox.UNIT));
    }
}
