package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CodecConstantsTest {

    @Test
    void areReadAsTheyWereWritten() {
        CodecConstants shipped = CodecConstants.identity();
        assertThat(shipped.toBytes()).hasSize(CodecConstants.BYTES);
        assertThat(CodecConstants.ofBytes(shipped.toBytes())).isEqualTo(shipped).hasSameHashCodeAs(shipped);
    }

    @Test
    void refuseOtherBytes() {
        byte[] bytes = CodecConstants.identity().toBytes();
        requireRefused(new byte[0]);
        requireRefused(Arrays.copyOf(bytes, bytes.length - 1));
        requireRefused(Arrays.copyOf(bytes, bytes.length + 1));
        byte[] otherVersion = bytes.clone();
        otherVersion[0] = 2;
        requireRefused(otherVersion);
        byte[] impossible = bytes.clone();
        impossible[bytes.length - 1] = 100;
        requireRefused(impossible);
    }

    private static void requireRefused(byte[] bytes) {
        assertThatExceptionOfType(InvalidDetail.class).isThrownBy(() -> CodecConstants.ofBytes(bytes));
    }

    @Test
    void areWorthTraining() throws InterruptedException {
        var training = new ConstantsTraining();
        Lut3d look = TestLooks.graded(33);
        training.add(look, Lut3d.identity(33));
        training.add(TestLooks.monochrome(33), Lut3d.identity(33));
        CodecConstants trained = training.train();
        assertThat(training.train()).isEqualTo(trained);
        // Not the identity itself, which would be coded by the shipped constants.
        Prediction prediction = (rgb, out, points) -> Prediction.IDENTITY.apply(rgb, out, points);
        Accuracy accuracy = Accuracy.of("0.5/2");
        int withTrained = new DetailEncoder(trained)
                .encode(look, RgbBox.UNIT, prediction, accuracy)
                .bytes()
                .length;
        int withShipped = new DetailEncoder(CodecConstants.identity())
                .encode(look, RgbBox.UNIT, prediction, accuracy)
                .bytes()
                .length;
        assertThat(withTrained).isLessThan(withShipped * 9 / 10);
    }

    /** Details in databases and model files are added to the identity with these: others would read them wrong. */
    @Test
    void thoseOfTheIdentityNeverChange() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(CodecConstants.identity().toBytes());
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("228a3b54182c517cfc062f798249593e554278e3003056f790c77cd8b4e49973");
    }
}
