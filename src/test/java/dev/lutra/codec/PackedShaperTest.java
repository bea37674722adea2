package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.color.Curve;
import dev.lutra.color.Shaper;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedShaperTest {

    private static final Curve IDENTITY = Curve.identity(0, 1);

    static List<Shaper> shapers() {
        var random = new Random(14);
        var noise = new float[500];
        var inputs = new float[500];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = Float.intBitsToFloat(random.nextInt() & 0xBFFF_FFFF);
            inputs[i] = i == 0 ? -70000 : inputs[i - 1] + 1 + random.nextFloat();
        }
        return List.of(
                Shaper.of(IDENTITY),
                Shaper.of(Curve.uniform(-1, 7, new float[] {-0f, 0, Float.MIN_VALUE, Float.MAX_VALUE})),
                Shaper.of(Curve.uniform(-Float.MAX_VALUE, Float.MAX_VALUE, new float[] {-Float.MAX_VALUE, 0})),
                new Shaper(IDENTITY, Curve.of(inputs, noise), Curve.uniform(0, 65504, noise)),
                Shaper.of(halfs()),
                Shaper.of(log(65536)));
    }

    @ParameterizedTest
    @MethodSource("shapers")
    void givesBackEveryBit(Shaper shaper) {
        Shaper unpacked = PackedShaper.of(shaper).shaper();

        assertThat(unpacked).isEqualTo(shaper);
        assertThat(unpacked.domain()).isEqualTo(shaper.domain());
        assertThat(PackedShaper.of(shaper).domain()).isEqualTo(shaper.domain());
        assertThat(PackedShaper.of(shaper).points()).isEqualTo(shaper.points());
        for (int channel = 0; channel < 3; channel++) {
            assertThat(bits(unpacked.curve(channel))).isEqualTo(bits(shaper.curve(channel)));
        }
    }

    @Test
    void smoothCurvesTakeFewBytes() {
        assertThat(PackedShaper.of(Shaper.of(log(4096))).bytes().length).isLessThan(1600);
        assertThat(PackedShaper.of(Shaper.of(IDENTITY)).bytes().length).isLessThan(20);
    }

    @Test
    void refusesOtherBytes() {
        byte[] packed = PackedShaper.of(Shaper.of(log(4096))).bytes();
        var random = new Random(15);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] other = Arrays.copyOf(packed, 1 + random.nextInt(packed.length));
            other[random.nextInt(Math.min(20, other.length))] ^= (byte) (1 + random.nextInt(255));
            try {
                new PackedShaper(other).shaper();
            } catch (InvalidDetail e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(250);
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> new PackedShaper(new byte[0]).shaper())
                .withMessageContaining("cut off");
    }

    private static int[] bits(Curve curve) {
        var bits = new int[curve.points()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(curve.outputs()[i]);
        }
        return bits;
    }

    /** A logarithm over 0…16 with six decimals, as files have them. */
    private static Curve log(int points) {
        var outputs = new float[points];
        for (int i = 0; i < points; i++) {
            double log = Math.log(1 + 100 * 16.0 * i / (points - 1)) / Math.log(1 + 1600);
            outputs[i] = (float) (Math.rint(log * 1e6) / 1e6);
        }
        return Curve.uniform(0, 16, outputs);
    }

    /** A curve with a point for each finite half-precision float. */
    private static Curve halfs() {
        var inputs = new float[63487];
        for (int i = 0; i < inputs.length; i++) {
            int magnitude = Math.abs(i - 31743);
            float half = Float.float16ToFloat((short) magnitude);
            inputs[i] = i < 31743 ? -half : half;
        }
        var outputs = new float[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            outputs[i] = (float) Math.cbrt(inputs[i]);
        }
        return Curve.of(inputs, outputs);
    }
}
