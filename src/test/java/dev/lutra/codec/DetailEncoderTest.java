package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailEncoderTest {

    private static final CodecConstants CONSTANTS = CodecConstants.identity();
    private static final Accuracy DEFAULT = Accuracy.of("0.5/2");

    private final DetailEncoder encoder = new DetailEncoder(CONSTANTS);
    private final DetailDecoder decoder = new DetailDecoder(CONSTANTS);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    static Stream<Arguments> looksAndAccuracies() {
        return Stream.of(
                Arguments.of(2, "0.5/2"),
                Arguments.of(9, "1/4"),
                Arguments.of(16, "0.5/2"),
                Arguments.of(17, "1/4"),
                Arguments.of(32, "1/4"),
                Arguments.of(33, "0.25/1"),
                Arguments.of(33, "0.5/2"));
    }

    @ParameterizedTest
    @MethodSource("looksAndAccuracies")
    void deliversWhatIsPromised(int size, String text) throws InterruptedException {
        Accuracy accuracy = Accuracy.of(text);
        for (Lut3d look : new Lut3d[] {TestLooks.graded(size), TestLooks.monochrome(size), TestLooks.negative(size)}) {
            for (Prediction prediction : new Prediction[] {Prediction.IDENTITY, TestLooks.near(look)}) {
                EncodedDetail encoded = encoder.encode(look, RgbBox.UNIT, prediction, accuracy);
                assertThat(encoded.mean()).isLessThanOrEqualTo(accuracy.mean());
                assertThat(encoded.p99()).isLessThanOrEqualTo(accuracy.p99());
                Detail detail = decoder.decode(encoded.bytes(), prediction, size);
                Promise.require(look, detail, prediction, accuracy, size);
                Promise.require(look, detail, prediction, accuracy, 33);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 64, 80})
    void deliversWhatIsPromisedOfLargeLooks(int size) throws InterruptedException {
        Lut3d look = TestLooks.gentle(size);
        Accuracy accuracy = Accuracy.of("1/4");
        EncodedDetail encoded = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, accuracy);
        Detail detail = decoder.decode(encoded.bytes(), Prediction.IDENTITY, size);
        Promise.require(look, detail, Prediction.IDENTITY, accuracy, size);
        Promise.require(look, detail, Prediction.IDENTITY, accuracy, 33);
        assertThat(encoded.bytes().length).isLessThan(look.points() / 20);
    }

    @Test
    void takesLittleWhereThePredictionIsGood() throws InterruptedException {
        Lut3d identity = Lut3d.identity(33);
        assertThat(encoder.encode(identity, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT)
                        .bytes())
                .hasSizeLessThan(8);
        Lut3d look = TestLooks.graded(33);
        Prediction itself = (rgb, out, points) -> Interpolation.TETRAHEDRAL.apply(look, rgb, out, points);
        EncodedDetail against = encoder.encode(look, RgbBox.UNIT, itself, DEFAULT);
        assertThat(against.bytes()).hasSizeLessThan(16);
        assertThat(against.info().needsNetwork()).isTrue();
        EncodedDetail alone = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT);
        assertThat(alone.info().needsNetwork()).isFalse();
        assertThat(EncodedDetail.fewerBytes(alone, against)).isSameAs(against);
    }

    @Test
    void takesMoreBytesForMoreAccuracy() throws InterruptedException {
        Lut3d look = TestLooks.graded(33);
        int fine = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of("0.25/1"))
                .bytes()
                .length;
        int usual =
                encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT).bytes().length;
        int coarse = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of("2/8"))
                .bytes()
                .length;
        assertThat(fine).isGreaterThan(usual);
        assertThat(usual).isGreaterThan(coarse);
    }

    @Test
    void codesOneChannelOfGreyLooks() throws InterruptedException {
        EncodedDetail encoded = encoder.encode(TestLooks.monochrome(33), RgbBox.UNIT, Prediction.IDENTITY, DEFAULT);
        assertThat(encoded.info().monochrome()).isTrue();
        assertThat(encoder.encode(TestLooks.graded(33), RgbBox.UNIT, Prediction.IDENTITY, DEFAULT)
                        .info()
                        .monochrome())
                .isFalse();
    }

    @Test
    void fallsBackToLossless() throws InterruptedException {
        Lut3d look = TestLooks.threshold(9);
        EncodedDetail encoded = encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, new Accuracy(0.05, 0.05));
        assertThat(encoded.info().lossless()).isTrue();
        Detail detail = decoder.decode(encoded.bytes(), Prediction.IDENTITY, 9);
        assertThat(detail.at(9, Prediction.IDENTITY).lattice()).isEqualTo(look.lattice());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 120, 396})
    void staysWithinABudget(int mostBytes) throws InterruptedException {
        Lut3d look = TestLooks.graded(33);
        EncodedDetail encoded = encoder.encodeWithin(look, Prediction.IDENTITY, mostBytes, false)
                .orElseThrow();
        assertThat(encoded.bytes().length).isBetween(mostBytes * 2 / 5, mostBytes);
        Detail detail = decoder.decode(encoded.bytes(), Prediction.IDENTITY, 33);
        var meter = new FidelityMeter();
        meter.add(look.lattice(), detail.at(33, Prediction.IDENTITY).lattice(), look.points());
        assertThat(meter.result().deltaE76().mean()).isEqualTo(encoded.mean());
    }

    @Test
    void hasNoDetailOfTooFewBytes() throws InterruptedException {
        assertThat(encoder.encodeWithin(TestLooks.graded(33), Prediction.IDENTITY, 2, true))
                .isEmpty();
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> encoder.encode(TestLooks.graded(33), RgbBox.UNIT, Prediction.IDENTITY, DEFAULT));
    }

    @Test
    void refusesWhatIsNotNormalised() {
        var wide = new Lut3d(2, new RgbBox(new Rgb(0, 0, 0), new Rgb(2, 2, 2)), new float[24]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(wide, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT));
        Lut3d bright = Lut3d.identity(2);
        bright.lattice()[5] = 1.5f;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(bright, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT))
                .withMessageContaining("1.5");
        Lut3d broken = Lut3d.identity(2);
        broken.lattice()[5] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(broken, RgbBox.UNIT, Prediction.IDENTITY, DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Lut3d.identity(2), RgbBox.UNIT, Prediction.IDENTITY, Accuracy.NONE));
    }
}
