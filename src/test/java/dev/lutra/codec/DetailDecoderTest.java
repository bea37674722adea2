package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailDecoderTest {

    private static final CodecConstants CONSTANTS = CodecConstants.identity();

    private final DetailEncoder encoder = new DetailEncoder(CONSTANTS);
    private final DetailDecoder decoder = new DetailDecoder(CONSTANTS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void refusesOrReadsAnyBytes(long seed) {
        var random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextInt(4) > 0) {
                // Flags that are known, so that more than the first byte is looked at.
                bytes[0] &= 15;
            }
            refused += isRefused(bytes) ? 1 : 0;
        }
        assertThat(refused).as("seed %d", seed).isBetween(100, 1500);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void refusesOrReadsDamagedDetails(long seed) throws InterruptedException {
        var random = new SplittableRandom(seed);
        byte[] valid = encoder.encode(TestLooks.graded(17), RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of("1/4"))
                .bytes();
        for (int i = 0; i < 600; i++) {
            byte[] damaged = Arrays.copyOf(valid, valid.length + random.nextInt(-20, 20));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            isRefused(damaged);
        }
    }

    /** True if the bytes are refused; whatever else they do must be sound. */
    private boolean isRefused(byte[] bytes) {
        try {
            Detail detail = decoder.decode(bytes, Prediction.IDENTITY, 33);
            for (float value : detail.at(3, Prediction.IDENTITY).lattice()) {
                assertThat(value).isBetween(0f, 1f);
            }
            return false;
        } catch (InvalidDetail refusal) {
            assertThat(refusal).hasMessageStartingWith("the detail");
            return true;
        }
    }

    @Test
    void refusesTheCutOff() throws InterruptedException {
        byte[] valid = encoder.encode(TestLooks.graded(17), RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of("0.5/2"))
                .bytes();
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(valid, valid.length / 2), Prediction.IDENTITY, 33))
                .withMessageContaining("cut off");
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(new byte[0], Prediction.IDENTITY, 33));
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(valid, valid.length + 9), Prediction.IDENTITY, 33))
                .withMessageContaining("before its end");
    }

    @Test
    void refusesALargerLatticeThanIsWanted() throws InterruptedException {
        byte[] bytes = encoder.encode(TestLooks.graded(33), RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of("1/4"))
                .bytes();
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(bytes, Prediction.IDENTITY, 32))
                .withMessageContaining("size 33, more than 32");
        // Lossless, 256 points along an axis, 16 bits: 200 MB, if it were believed.
        byte[] huge = {9, (byte) 255, 16, 0, 0, 0, 0};
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(huge, Prediction.IDENTITY, 65))
                .withMessageContaining("size 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "ff", "0800 05", "08ff 05", "0107", "0120", "0060", "00a0"})
    void refusesHeadersThatNoEncoderWrites(String hex) {
        byte[] header = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(header, 64), Prediction.IDENTITY, 256))
                .withMessageStartingWith("the detail");
    }

    @Test
    void tellsWhatADetailIs() throws InterruptedException {
        Lut3d look = TestLooks.monochrome(33);
        byte[] bytes = encoder.encode(look, RgbBox.UNIT, TestLooks.near(look), Accuracy.of("1/4"))
                .bytes();
        assertThat(DetailDecoder.inspect(bytes)).isEqualTo(new DetailInfo(33, false, true, false));
        byte[] lossless = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, Accuracy.LOSSLESS)
                .bytes();
        assertThat(DetailDecoder.inspect(lossless)).isEqualTo(new DetailInfo(33, true, true, false));
    }

    /** The same bytes and the same lattice on every machine: a change here makes stored details unreadable. */
    @Test
    void readsWhatWasWrittenEver() throws InterruptedException {
        requireGolden(TestLooks.graded(33), "1/4", GOLDEN_COLOR, GOLDEN_COLOR_LATTICE);
        requireGolden(TestLooks.monochrome(17), "0.5/2", GOLDEN_GREY, GOLDEN_GREY_LATTICE);
        requireGolden(TestLooks.graded(5), "lossless", GOLDEN_LOSSLESS, GOLDEN_LOSSLESS_LATTICE);
    }

    private static final String GOLDEN_COLOR =
            "0400b6e70e1314e096c8c4d886f3f1f74fdc342dc1f7c2a0f064b578521a0402622d2ba0a088e9f103b76cb05e"
                    + "2f9ee0ec8943fb957a9d39a99794338923c8a66b9a2030b6201d9ddf7a048240a1991412e7e7f5d5";
    private static final String GOLDEN_COLOR_LATTICE = "e88c551c3d68316c";
    private static final String GOLDEN_GREY = "0e100bd2dbb443dd4b5312205dccf24db2d542";
    private static final String GOLDEN_GREY_LATTICE = "6d342493c0f2ac60";
    private static final String GOLDEN_LOSSLESS =
            "090408a0013fff0dc7f720ff1a9e85e34c701d1640b69032febbbc0cf4bab32e583bbaeff94bd4adfc084c66f0"
                    + "b534f1b8e83fb9e7461f5ea49d338a715a38600a0367671c3c1154ee4b686380bffc46e5572884a32399b9e1f5"
                    + "e621950b805999156f43e86bb49c5c395c2a8f826955038eaabcaae0752eed712d4593315b2c7a0e648659a708"
                    + "947239d4268c7e64eb3f7e0d8c17ff2911a238e283bee111ba77fb096195b76dc2c33f7757e23d740f4fb99eb6"
                    + "0138a222e93792e94aa6293a4e39db0d3432d0fee396220a69530c00d992709f9ea8b4163981a5";
    private static final String GOLDEN_LOSSLESS_LATTICE = "55a80ef645914c1e";

    private void requireGolden(Lut3d look, String accuracy, String golden, String latticeDigest)
            throws InterruptedException {
        EncodedDetail encoded = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of(accuracy));
        assertThat(HexFormat.of().formatHex(encoded.bytes())).isEqualTo(golden);
        byte[] bytes = HexFormat.of().parseHex(golden);
        Detail detail = decoder.decode(bytes, Prediction.IDENTITY, look.size());
        assertThat(digest(detail.lattice().lattice())).isEqualTo(latticeDigest);
    }

    private static String digest(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length);
        for (float value : values) {
            buffer.putFloat(value);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(buffer.array()))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
