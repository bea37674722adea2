package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.network.CodedEmbedding;
import dev.lutra.network.EmbeddingPrior;
import java.util.Arrays;
import java.util.Random;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingRoundingTest {

    @Test
    void givesADefaultLook396Bytes() {
        assertThat(CodedEmbedding.mostBytes(576)).isEqualTo(396);
    }

    @ParameterizedTest
    @CsvSource({"576, 1", "576, 0.5", "576, 30", "96, 1", "12, 3"})
    void usesTheBytesOfALookAndNoMore(int numbers, double deviation) {
        var random = new Random(1);
        EmbeddingPrior prior = prior(numbers);
        for (int look = 0; look < 10; look++) {
            double[] point = random.doubles(numbers)
                    .map(ignored -> deviation * random.nextGaussian())
                    .toArray();
            var plane = new NearestPlane(point, CommonOps_DDRM.identity(numbers));
            CodedEmbedding embedding = EmbeddingRounding.round(plane, prior);
            int bytes = 1 + embedding.bytes();
            int budget = CodedEmbedding.mostBytes(numbers);

            assertThat(bytes).isLessThanOrEqualTo(budget);
            assertThat(bytes).isGreaterThanOrEqualTo((int) (0.95 * budget) - 1);
            float[] values = embedding.values();
            for (int i = 0; i < numbers; i++) {
                assertThat(Math.abs(values[i] - point[i])).isLessThan(deviation);
            }
        }
    }

    @Test
    void stopsAtTheFinestStepForALookNearTheMean() {
        var random = new Random(2);
        var point = new double[576];
        Arrays.setAll(point, i -> 0.05 * random.nextGaussian());
        CodedEmbedding embedding =
                EmbeddingRounding.round(new NearestPlane(point, CommonOps_DDRM.identity(576)), prior(576));

        assertThat(embedding.codes()[0] & 0xFF).isEqualTo(CodedEmbedding.STEPS);
        assertThat(embedding.bytes()).isLessThan(250);
    }

    @Test
    void storesTheMeanOfALookThatIsBeyondAllSteps() {
        EmbeddingPrior prior = prior(96);
        var point = new double[96];
        Arrays.setAll(point, i -> 1e7 * Math.sin(i + 1));

        CodedEmbedding embedding = EmbeddingRounding.round(new NearestPlane(point, CommonOps_DDRM.identity(96)), prior);

        assertThat(embedding.values()).isEqualTo(prior.mean());
    }

    private static EmbeddingPrior prior(int numbers) {
        var ones = new float[numbers];
        Arrays.fill(ones, 1);
        return new EmbeddingPrior(new float[numbers], ones);
    }
}
