package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.codec.IntegerCoder;
import dev.lutra.network.NetworkShape.Bias;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodedEmbeddingTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 3, 20, Bias.ALL, List.of(0, 2));
    private static final int NUMBERS = SHAPE.embeddingSize();

    @Test
    void isTheMeanPlusMultiplesOfTheDeviation() {
        var random = new Random(1);
        EmbeddingPrior prior = prior(random);
        for (int step : new int[] {0, 100, 255}) {
            int[] multiples = multiples(random);
            float[] values = CodedEmbedding.of(step, multiples, prior).values();
            double size = 8 * Math.pow(2, -step / 32.0);
            for (int i = 0; i < NUMBERS; i++) {
                double expected = prior.mean()[i] + prior.deviation()[i] * size * multiples[i];
                assertThat((double) values[i]).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @Test
    void takesTheBytesOfItsCodeAndOfItsLength() {
        EmbeddingPrior prior = prior(new Random(2));
        var embedding = CodedEmbedding.of(90, multiples(new Random(3)), prior);

        assertThat(embedding.codes().length).isBetween(128, 1 << 14);
        assertThat(embedding.bytes()).isEqualTo(embedding.codes().length + 2);
        assertThat(CodedEmbedding.of(90, new int[NUMBERS], prior).bytes()).isLessThan(30);
    }

    @Test
    void isEqualByContent() {
        EmbeddingPrior prior = prior(new Random(2));
        var one = CodedEmbedding.of(90, multiples(new Random(3)), prior);
        var same = CodedEmbedding.of(90, multiples(new Random(3)), prior(new Random(2)));

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one)
                .isNotEqualTo(CodedEmbedding.of(91, multiples(new Random(3)), prior))
                .isNotEqualTo(CodedEmbedding.of(90, multiples(new Random(3)), prior(new Random(4))))
                .isNotEqualTo(Embedding.round(one.values(), SHAPE.blocks()));
        assertThat(Embedding.round(one.values(), 2))
                .isEqualTo(Embedding.round(one.values(), 2))
                .isNotEqualTo(Embedding.round(one.values(), 1));
    }

    @Test
    void readsAnyBytesOrRefusesThem() {
        var random = new Random(5);
        Network network = network(prior(random));
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] codes = CodedEmbedding.of(random.nextInt(256), multiples(random), prior(random))
                    .codes();
            for (int change = random.nextInt(4); change > 0; change--) {
                codes[random.nextInt(codes.length)] = (byte) random.nextInt();
            }
            codes = Arrays.copyOf(codes, Math.max(0, codes.length + random.nextInt(3) - 1));
            try {
                assertThat(Embedding.of(codes, new float[0], network).values()).hasSize(NUMBERS);
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("embedding");
            }
        }
        assertThat(read).isBetween(100, 2900);
    }

    @Test
    void refusesNumbersWithWhichANetworkMayOverflow() {
        float[] mean = new float[NUMBERS];
        float[] deviation = new float[NUMBERS];
        Arrays.fill(deviation, 65504);
        var multiples = new int[NUMBERS];
        multiples[7] = -IntegerCoder.MAX;
        var prior = new EmbeddingPrior(mean, deviation);
        byte[] codes = CodedEmbedding.of(0, multiples, prior).codes();

        assertThatThrownBy(() -> Embedding.of(codes, new float[0], network(prior)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number of -8.58");
    }

    @Test
    void refusesNothingAndANetworkWithoutAPrior() {
        EmbeddingPrior prior = prior(new Random(2));
        byte[] codes = CodedEmbedding.of(9, new int[NUMBERS], prior).codes();

        assertThatThrownBy(() -> Embedding.of(new byte[0], new float[0], network(prior)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Embedding.of(codes, new float[0], network(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prior");
    }

    private static Network network(@Nullable EmbeddingPrior prior) {
        var blocks = List.of(new float[SHAPE.sharedPerBlock()], new float[SHAPE.sharedPerBlock()]);
        var network = new Network(SHAPE, blocks);
        return prior == null ? network : network.withPrior(prior);
    }

    private static EmbeddingPrior prior(Random random) {
        var mean = new float[NUMBERS];
        var deviation = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            mean[i] = (float) random.nextGaussian();
            deviation[i] = 0.1f + random.nextFloat();
        }
        return new EmbeddingPrior(mean, deviation);
    }

    private static int[] multiples(Random random) {
        return random.ints(NUMBERS, -30, 31).toArray();
    }
}
