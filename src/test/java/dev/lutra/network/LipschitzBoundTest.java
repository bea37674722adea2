package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.network.NetworkShape.Bias;
import dev.lutra.network.learn.Initialization;
import dev.lutra.network.learn.SpectralBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LipschitzBoundTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 1, 4, Bias.ALL);
    private static final BlockLayout LAYOUT = BlockLayout.of(SHAPE);

    @Test
    void multipliesTheLargestSingularValues() {
        // 3 × 4 with singular values 2, 1, 0 and 4 × 3 with 0.45, 0.3, 0.1.
        float[] first = block(
                new float[] {0, 2, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0},
                new float[] {0.3f, 0, 0, 0, 0, -0.45f, 0, 0.1f, 0, 0, 0, 0});
        assertThat(LipschitzBound.spectralNorm(LAYOUT.matrices().getFirst(), first))
                .isCloseTo(2, within(1e-12));
        assertThat(LipschitzBound.spectralNorm(LAYOUT.output(), first)).isCloseTo(0.45f, within(1e-12));
        float[] second = block(new float[12], new float[12]);
        assertThat(LipschitzBound.contraction(network(first, second))).isCloseTo(2 * 0.45f, within(1e-12));
    }

    @Test
    void agreesWithAStretchedVectorOnSquareMatrices() {
        var shape = new NetworkShape(1, 3, 32, Bias.ALL);
        float[] weights =
                Initialization.network(shape, new SplittableRandom(3)).blocks().getFirst();
        BlockLayout.Tensor square = BlockLayout.of(shape).matrices().get(1);
        double norm = LipschitzBound.spectralNorm(square, weights);
        var vector = new double[32];
        vector[0] = 1;
        double stretched = 0;
        for (int step = 0; step < 3000; step++) {
            var image = new double[32];
            var back = new double[32];
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    image[column] += vector[row] * weights[square.at(row, column)];
                }
            }
            double square2 = 0;
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    back[row] += image[column] * weights[square.at(row, column)];
                }
                square2 += back[row] * back[row];
            }
            stretched = Math.sqrt(Math.sqrt(square2));
            for (int row = 0; row < 32; row++) {
                vector[row] = back[row] / Math.sqrt(square2);
            }
        }
        assertThat(norm).isCloseTo(stretched, within(1e-7));
    }

    @Test
    void refusesWhatIsNoContraction() {
        float[] wide = block(
                new float[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, new float[] {0.51f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> LipschitzBound.contraction(network(wide)))
                .isInstanceOf(NotBijective.class)
                .hasMessageContaining("block 1", "1.02");
        float[] notFinite = block(new float[12], new float[12]);
        for (float weight : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            notFinite[5] = weight;
            assertThat(LipschitzBound.spectralNorm(LAYOUT.matrices().getFirst(), notFinite))
                    .isNaN();
            assertThatThrownBy(() -> LipschitzBound.contraction(network(notFinite)))
                    .isInstanceOf(NotBijective.class);
        }
    }

    @Test
    void refusesAScaleThatCannotBeDividedBy() {
        for (float scale : new float[] {0, -1, 0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] flat = block(new float[12], new float[12]);
            flat[LAYOUT.scale().at(0, 1)] = scale;
            assertThatThrownBy(() -> LipschitzBound.contraction(network(flat)))
                    .isInstanceOf(NotBijective.class)
                    .hasMessageContaining("scale");
        }
    }

    @Test
    void boundsTheFixedPointIteration() {
        assertThat(LipschitzBound.steps(0)).isEqualTo(1);
        assertThat(LipschitzBound.steps(0.5)).isEqualTo(22);
        assertThat(LipschitzBound.steps(0.9)).isEqualTo(145);
    }

    @Test
    void isKeptByTheBoundAtEveryStepOfALearnerThatGoesAstray() {
        for (NetworkShape shape : List.of(new NetworkShape(3, 1, 32, Bias.ALL), new NetworkShape(2, 3, 16, Bias.ALL))) {
            var random = new SplittableRandom(1);
            Network network = Initialization.network(shape, random);
            var bound = new SpectralBound(shape, random);
            int matricesEnd = BlockLayout.of(shape).output().end();
            for (int step = 0; step < 300; step++) {
                for (float[] block : network.blocks()) {
                    for (int i = 0; i < block.length; i++) {
                        block[i] += (float) random.nextDouble(-0.02, 0.02) - (i >= matricesEnd ? 0.01f : 0);
                    }
                }
                bound.apply(network.blocks());
            }
            Network published = bound.exactly(network).toFloat16();
            assertThat(LipschitzBound.contraction(published)).isBetween(0.5, SpectralBound.LIMIT + 1e-3);
            for (int block = 0; block < shape.blocks(); block++) {
                float[] learned = network.blocks().get(block);
                float[] stored = published.blocks().get(block);
                for (int i = 0; i < stored.length; i++) {
                    // Power iteration comes so near that the exact norms change little.
                    assertThat(stored[i]).isCloseTo(learned[i], within(0.03f * Math.abs(learned[i]) + 1e-4f));
                }
            }
        }
    }

    private static float[] block(float[] first, float[] last) {
        var weights = new float[SHAPE.sharedPerBlock()];
        System.arraycopy(first, 0, weights, 0, first.length);
        System.arraycopy(last, 0, weights, first.length, last.length);
        Arrays.fill(weights, LAYOUT.scale().from(), LAYOUT.scale().end(), 1);
        return weights;
    }

    /** With a harmless block before. */
    private static Network network(float[]... blocks) {
        var all = new ArrayList<>(List.of(blocks));
        if (all.size() < SHAPE.blocks()) {
            all.addFirst(block(new float[12], new float[12]));
        }
        return new Network(SHAPE, all, true);
    }
}
