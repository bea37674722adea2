package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessDetailTest {

    private final DetailDecoder decoder = new DetailDecoder(CodecConstants.identity());

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 9, 16, 17, 25, 32, 33, 40})
    void givesBackEveryValue(int size) throws InterruptedException {
        for (Lut3d look : new Lut3d[] {
            TestLooks.graded(size), TestLooks.monochrome(size), TestLooks.negative(size), TestLooks.threshold(size)
        }) {
            EncodedDetail encoded = LosslessDetail.encode(eightBits(look));
            assertThat(decode(encoded)).isEqualTo(eightBits(look).lattice());
            assertThat(encoded.info().lossless()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"255, 1.4", "1023, 1.8", "4095, 2.2", "65535, 2.8"})
    void takesTheBitsThatASourceHas(int max, double mostBytesAValue) throws InterruptedException {
        var random = new SplittableRandom(max);
        var noise = new float[3 * 9 * 9 * 9];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextInt(max + 1) / max;
        }
        EncodedDetail encoded = LosslessDetail.encode(new Lut3d(9, RgbBox.UNIT, noise));
        assertThat(decode(encoded)).isEqualTo(noise);
        assertThat(encoded.bytes()).hasSizeLessThan((int) (mostBytesAValue * noise.length));
    }

    @Test
    void holdsFinerValuesToHalfASixteenBitCode() throws InterruptedException {
        var random = new SplittableRandom(9);
        var noise = new float[3 * 8 * 8 * 8];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble();
        }
        float[] decoded = decode(LosslessDetail.encode(new Lut3d(8, RgbBox.UNIT, noise)));
        for (int i = 0; i < noise.length; i++) {
            assertThat(decoded[i]).isCloseTo(noise[i], within(1 / 130_000f));
        }
    }

    @Test
    void takesSixDecimalsForWhatTheyStandFor() throws InterruptedException {
        Lut3d look = TestLooks.graded(9);
        var written = new float[look.lattice().length];
        for (int i = 0; i < written.length; i++) {
            written[i] = Math.round(look.lattice()[i] * 1e6) / 1e6f;
        }
        assertThat(CodeDepth.of(new Lut3d(9, RgbBox.UNIT, written))).isEqualTo(CodeDepth.BITS_8);
        assertThat(decode(LosslessDetail.encode(new Lut3d(9, RgbBox.UNIT, written))))
                .isEqualTo(eightBits(look).lattice());
    }

    @Test
    void takesAThirdForGreys() throws InterruptedException {
        Lut3d look = TestLooks.monochrome(17);
        Lut3d color = new Lut3d(17, RgbBox.UNIT, look.lattice().clone());
        color.lattice()[0] = 1;
        assertThat(LosslessDetail.encode(look).bytes().length)
                .isLessThan(LosslessDetail.encode(color).bytes().length);
        assertThat(LosslessDetail.encode(look).info().monochrome()).isTrue();
    }

    private float[] decode(EncodedDetail encoded) {
        return decoder.decode(encoded.bytes(), Prediction.IDENTITY, 256)
                .at(encoded.info().size(), Prediction.IDENTITY)
                .lattice();
    }

    private static Lut3d eightBits(Lut3d look) {
        float[] codes = look.lattice().clone();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Math.round(255 * codes[i]) / 255f;
        }
        return new Lut3d(look.size(), RgbBox.UNIT, codes);
    }
}
