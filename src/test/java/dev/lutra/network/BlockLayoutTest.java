package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.network.BlockLayout.Tensor;
import dev.lutra.network.NetworkShape.Bias;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockLayoutTest {

    @Test
    void putsTheTensorsOfABlockOneBehindTheOther() {
        var layout = BlockLayout.of(new NetworkShape(2, 3, 16, Bias.FIRST));

        assertThat(layout.matrices())
                .containsExactly(
                        new Tensor(0, 3, 16), new Tensor(48, 16, 16), new Tensor(304, 16, 16), new Tensor(560, 16, 3))
                .last()
                .isEqualTo(layout.output());
        assertThat(layout.scale()).isEqualTo(new Tensor(608, 1, 3));
        assertThat(layout.shift()).isEqualTo(new Tensor(611, 1, 3));
        assertThat(layout.weights()).isEqualTo(614);
    }

    @Test
    void putsMatricesRowByRow() {
        var matrix = new Tensor(48, 16, 20);

        assertThat(matrix.at(0, 0)).isEqualTo(48);
        assertThat(matrix.at(2, 5)).isEqualTo(93);
        assertThat(matrix.at(15, 19)).isEqualTo(matrix.end() - 1);
    }

    /** A shallow block has no matrix between the first and the last. */
    @Test
    void knowsBlocksOfOneLayer() {
        var layout = BlockLayout.of(Preset.BIJECTIVE.shape());

        assertThat(layout.matrices()).containsExactly(new Tensor(0, 3, 32), new Tensor(96, 32, 3));
        assertThat(layout.weights()).isEqualTo(198);
    }

    @ParameterizedTest
    @EnumSource
    void putsTheBiasesOfAnEmbeddingBlockByBlock(Bias bias) {
        var shape = new NetworkShape(2, 3, 16, bias);
        var layout = BlockLayout.of(shape);

        int expected = 0;
        for (int block = 0; block < 2; block++) {
            for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                assertThat(layout.bias(block, layer)).isEqualTo(expected);
                expected += 16;
            }
        }
        assertThat(shape.embeddingSize()).isEqualTo(expected);
    }
}
