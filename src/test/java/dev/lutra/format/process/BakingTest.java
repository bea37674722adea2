package dev.lutra.format.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.NodeChain.Step;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BakingTest {

    private static final int FINE = 65;
    private static final CubeNode CUBE = new CubeNode(Lut3d.identity(5), Interpolation.TETRAHEDRAL);
    private static final MatrixNode MIX = new MatrixNode(.5, .5, 0, 0, 0, .5, .5, 0, .5, 0, .5, .1);
    private static final ChannelNode SQUARE = ChannelNode.of(x -> x * x);

    private static NodeChain chain(ProcessNode... nodes) {
        return new NodeChain(Arrays.stream(nodes)
                .map(node -> new Step(node.getClass().getSimpleName(), node))
                .toList());
    }

    /** Compares with the chain at random colours, and returns the largest difference. */
    private static double difference(NodeChain chain, Baked baked) {
        var random = new SplittableRandom(7);
        double largest = 0;
        for (int i = 0; i < 2000; i++) {
            var rgb = new float[3];
            var exact = new double[3];
            for (int channel = 0; channel < 3; channel++) {
                rgb[channel] = baked.inputs().fromUnit((float) random.nextDouble(), channel);
                exact[channel] = rgb[channel];
            }
            chain.apply(exact);
            if (baked.shaper() != null) {
                Objects.requireNonNull(baked.shaper()).apply(rgb, rgb, 1);
            }
            if (baked.lut() != null) {
                Interpolation.TETRAHEDRAL.apply(baked.lut(), rgb, rgb, 1);
            }
            for (int channel = 0; channel < 3; channel++) {
                largest = Math.max(largest, Math.abs(rgb[channel] - exact[channel]));
            }
        }
        return largest;
    }

    @Test
    void makesCurvesOfWhatTreatsChannelsAlone() {
        NodeChain chain = chain(SQUARE, ChannelNode.of(x -> Math.clamp(x * 2, 0.0, 1.0)));

        Baked baked = Baking.bake(chain, FINE);

        assertThat(baked.lut()).isNull();
        assertThat(Objects.requireNonNull(baked.shaper()).points()).isBetween(50, 3000);
        assertThat(difference(chain, baked)).isLessThan(1e-5);
        assertThat(baked.error()).isLessThan(1e-5);
    }

    @Test
    void leavesOutPointsOnLines() {
        Baked baked = Baking.bake(chain(ChannelNode.of(x -> 3 * x - 1), ChannelNode.of(x -> x / 2)), FINE);

        assertThat(Objects.requireNonNull(baked.shaper()).points()).isEqualTo(2);
    }

    @Test
    void spansTheInputsThatALatticeSees() {
        Baked baked = Baking.bake(chain(ChannelNode.of(x -> x / 4 + 0.25), CUBE), FINE);

        assertThat(Objects.requireNonNull(baked.shaper()).red().low()).isCloseTo(-1f, within(1e-6f));
        assertThat(Objects.requireNonNull(baked.shaper()).red().high()).isCloseTo(3f, within(1e-6f));
        assertThat(Objects.requireNonNull(baked.lut()).size()).isEqualTo(5);
        assertThat(baked.error()).isLessThan(1e-6);
    }

    @Test
    void keepsTheLatticeWhereTheRestIsStraight() {
        Baked baked = Baking.bake(chain(SQUARE, CUBE, MIX), FINE);

        assertThat(Objects.requireNonNull(baked.lut()).size()).isEqualTo(5);
        assertThat(baked.error()).isLessThan(1e-5);
        assertThat(baked.curves().names()).isEqualTo("ChannelNode");
        assertThat(baked.lattice().names()).isEqualTo("CubeNode, MatrixNode");
    }

    @Test
    void dividesTheStepsOfALatticeThatIsTooCoarse() {
        NodeChain chain = chain(CUBE, SQUARE);

        Baked baked = Baking.bake(chain, 256);

        assertThat(Objects.requireNonNull(baked.lut()).size()).isEqualTo(65);
        assertThat(baked.error()).isBetween(difference(chain, baked) * 0.9, 1e-4);
        assertThat(baked.typicalError()).isLessThanOrEqualTo(baked.error());
        assertThat(Objects.requireNonNull(Baking.bake(chain, 33).lut()).size()).isEqualTo(5);
    }

    @Test
    void needsTwoPointsForAMatrix() {
        Baked baked = Baking.bake(chain(MIX), FINE);

        assertThat(Objects.requireNonNull(baked.lut()).size()).isEqualTo(2);
        assertThat(baked.shaper()).isNull();
        assertThat(baked.error()).isLessThan(1e-6);
    }

    @Test
    void rejectsWhatIsNotFinite() {
        for (ProcessNode node : new ProcessNode[] {
            ChannelNode.of(x -> x > 0.5 ? Double.POSITIVE_INFINITY : x),
            new MatrixNode(1e39, 1e39, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)
        }) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Baking.bake(chain(CUBE, node), FINE));
        }
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Baking.bake(chain(ChannelNode.of(x -> Double.NaN)), FINE));
    }

    @Test
    void foldsScalesIntoTheNextLut() {
        var scale = new MatrixNode(.5, 0, 0, .25, 0, 1, 0, 0, 0, 0, 2, 0);
        var curves = new CurveNode(Shaper.of(Curve.uniform(0, 1, new float[] {0, 3, 1})));

        NodeChain folded = chain(scale, curves, scale, CUBE).folded();

        assertThat(folded.steps()).hasSize(2);
        assertThat(folded.steps().getFirst().node()).isInstanceOf(CurveNode.class);
        assertThat(folded.names()).isEqualTo("MatrixNode and CurveNode, MatrixNode and CubeNode");
        var exact = new double[] {0.3, 0.9, 0.1};
        var same = exact.clone();
        chain(scale, curves, scale, CUBE).apply(exact);
        folded.apply(same);
        assertThat(same).containsExactly(exact, within(1e-6));
    }

    @Test
    void foldsNeitherMirrorsNorMixtures() {
        var mirror = new MatrixNode(-1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0);

        assertThat(chain(mirror, CUBE).folded().steps()).hasSize(2);
        assertThat(chain(MIX, CUBE).folded().steps()).hasSize(2);
    }
}
