package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.TestLuts;
import dev.lutra.network.decode.Decoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookEncoderTest {

    private static final List<Lut3d> LOOKS = TestLuts.looks(6, 1);

    private static Training.Result trained =
            new Training.Result(Initialization.network(TestLuts.SMALL, new SplittableRandom(1)), List.of());

    private static List<Embedding> embeddings = List.of();

    @BeforeAll
    static void train() {
        var settings = new TrainingSettings(TestLuts.SMALL, 500, 32, 0.01f, 7);
        try (var training = new Training(LOOKS, settings, TestModels.DEVICE, 2)) {
            trained = Objects.requireNonNull(training.run(progress -> {}, () -> false));
        }
        embeddings = Objects.requireNonNull(
                Encoder.store(trained, LOOKS, settings, TestModels.DEVICE, 2, progress -> {}, () -> false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/8", "0.5/2", "0.2/0.8", "lossless"})
    void keepsWhatItPromises(String promise) {
        Accuracy accuracy = Accuracy.of(promise);
        try (Decoder decoder = Decoder.open(trained.network(), TestModels.DEVICE, 2)) {
            List<EncodedLook> encoded = encode(decoder, LOOKS, embeddings, accuracy);
            for (int i = 0; i < LOOKS.size(); i++) {
                assertThat(encoded.get(i).accuracy()).isEqualTo(accuracy);
                for (int size : new int[] {LOOKS.get(i).size(), 33}) {
                    Lut3d wanted = LOOKS.get(i).resample(size);
                    float[] delivered = decode(decoder, LOOKS.get(i), encoded.get(i), size);
                    if (accuracy.isLossless()) {
                        assertThat(delivered)
                                .usingComparatorWithPrecision(0.51f / 65535)
                                .containsExactly(wanted.lattice());
                        continue;
                    }
                    var meter = new FidelityMeter();
                    meter.add(wanted.lattice(), delivered, wanted.points());
                    assertThat(meter.result().deltaE76().mean()).isLessThanOrEqualTo(accuracy.mean());
                    assertThat(meter.result().deltaE76().p99()).isLessThanOrEqualTo(accuracy.p99());
                }
            }
        }
    }

    @Test
    void addsToWhatTheNetworkPredictsWhereThatTakesFewerBytes() {
        try (Decoder decoder = Decoder.open(trained.network(), TestModels.DEVICE, 2)) {
            List<EncodedLook> encoded = encode(decoder, LOOKS, embeddings, Accuracy.of("2/8"));
            assertThat(encoded)
                    .anyMatch(look -> DetailDecoder.inspect(
                                    Objects.requireNonNull(look.code().detail()))
                            .needsNetwork());
            List<Lut3d> identity = List.of(Lut3d.identity(9));
            EncodedLook plain = encode(decoder, identity, List.of(embedding(3)), Accuracy.of("0.5/2"))
                    .getFirst();
            assertThat(DetailDecoder.inspect(Objects.requireNonNull(plain.code().detail()))
                            .identity())
                    .isTrue();
            assertThat(plain.code().detailBytes()).isLessThan(10);
        }
    }

    /** A range beyond 0…1 is where a promise counts, not the cube that the network works on. */
    @Test
    void promisesTheColoursThatAreDelivered() {
        var domain = new RgbBox(new Rgb(-1, -1, -1), new Rgb(3, 3, 3));
        Lut3d wide = TestLuts.look(new SplittableRandom(3), domain, -0.2f, 1.3f);
        try (Decoder decoder = Decoder.open(trained.network(), TestModels.DEVICE, 2)) {
            EncodedLook encoded = encode(decoder, List.of(wide), List.of(embedding(0)), Accuracy.of("0.5/2"))
                    .getFirst();
            float[] delivered = decode(decoder, wide, encoded, wide.size());
            var meter = new FidelityMeter();
            meter.add(wide.lattice(), delivered, wide.points());
            assertThat(meter.result().deltaE76().mean()).isLessThanOrEqualTo(0.5);
            assertThat(meter.result().deltaE76().p99()).isLessThanOrEqualTo(2);
            assertThat(delivered[0] * 255).isBetween(wide.lattice()[0] * 255 - 0.51f, wide.lattice()[0] * 255 + 0.51f);
        }
    }

    @Test
    void promisesNothingWhereNothingIsWanted() {
        try (Decoder decoder = Decoder.open(trained.network(), TestModels.DEVICE, 2)) {
            EncodedLook bare = encode(decoder, LOOKS.subList(0, 1), List.of(embedding(0)), Accuracy.NONE)
                    .getFirst();
            assertThat(bare.code().detail()).isNull();
            assertThat(bare.accuracy().isNone()).isTrue();
        }
    }

    @Test
    void givesUpWhenToldTo() {
        var many = new ArrayList<Lut3d>();
        var random = new SplittableRandom(5);
        for (int i = 0; i < 50; i++) {
            Lut3d noise = Lut3d.identity(33);
            for (int k = 0; k < noise.lattice().length; k++) {
                noise.lattice()[k] = random.nextFloat();
            }
            many.add(noise);
        }
        var asked = new AtomicBoolean();
        try (Decoder decoder = Decoder.open(trained.network(), TestModels.DEVICE, 2)) {
            var encoder = new LookEncoder(decoder, trained.network(), 2);
            assertThat(encoder.encode(
                            many,
                            Collections.nCopies(50, embedding(0)),
                            Collections.nCopies(50, Accuracy.of("0.5/2")),
                            done -> {},
                            () -> asked.getAndSet(true)))
                    .isNull();
        }
    }

    private static Embedding embedding(int look) {
        return embeddings.get(look);
    }

    private static List<EncodedLook> encode(
            Decoder decoder, List<Lut3d> looks, List<Embedding> embeddings, Accuracy accuracy) {
        return Objects.requireNonNull(new LookEncoder(decoder, trained.network(), 2)
                .encode(looks, embeddings, Collections.nCopies(looks.size(), accuracy), done -> {}, () -> false));
    }

    private static float[] decode(Decoder decoder, Lut3d source, EncodedLook look, int size) {
        var encoded =
                new EncodedLut(look.code().embedding().values(), look.code().detail(), source.domain(), look.range());
        return decoder.toLut(encoded, size).lattice();
    }
}
