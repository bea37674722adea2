package dev.lutra.format.process;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.NodeChain.Step;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Takes a scale and an offset of each channel into the LUT that follows, whose inputs they move. So a LUT over a range
 * other than 0…1, which many formats write as a matrix before it, keeps its points.
 */
final class AffineFolding {

    private AffineFolding() {}

    static NodeChain fold(NodeChain chain) {
        var folded = new ArrayList<Step>(chain.steps());
        for (int i = folded.size() - 2; i >= 0; i--) {
            Step step = folded.get(i);
            if (step.node() instanceof MatrixNode matrix && matrix.isSeparable()) {
                Step next = folded.get(i + 1);
                Optional<ProcessNode> moved = moved(matrix, next.node());
                if (moved.isPresent()) {
                    folded.remove(i);
                    folded.set(i, new Step(step.name() + " and " + next.name(), moved.get()));
                }
            }
        }
        return new NodeChain(folded);
    }

    private static Optional<ProcessNode> moved(MatrixNode matrix, ProcessNode node) {
        for (int channel = 0; channel < 3; channel++) {
            if (!(matrix.scale(channel) > 0)) {
                return Optional.empty();
            }
        }
        return switch (node) {
            case CurveNode curves -> moved(matrix, curves.curves()).map(CurveNode::new);
            case CubeNode cube -> moved(matrix, cube);
            case MatrixNode unchanged -> Optional.empty();
            case ChannelNode unchanged -> Optional.empty();
        };
    }

    private static Optional<ProcessNode> moved(MatrixNode matrix, CubeNode cube) {
        RgbBox domain = cube.lut().domain();
        try {
            var box = new RgbBox(moved(matrix, domain.min()), moved(matrix, domain.max()));
            var lut = new Lut3d(cube.lut().size(), box, cube.lut().lattice());
            return Optional.of(new CubeNode(lut, cube.interpolation()));
        } catch (IllegalArgumentException e) {
            // The scale is so small or large that floats cannot tell the corners from each other.
            return Optional.empty();
        }
    }

    private static Rgb moved(MatrixNode matrix, Rgb color) {
        return new Rgb(moved(matrix, 0, color.red()), moved(matrix, 1, color.green()), moved(matrix, 2, color.blue()));
    }

    private static float moved(MatrixNode matrix, int channel, float input) {
        return (float) ((input - matrix.offset(channel)) / matrix.scale(channel));
    }

    private static Optional<Shaper> moved(MatrixNode matrix, Shaper curves) {
        try {
            return Optional.of(new Shaper(
                    moved(matrix, 0, curves.red()), moved(matrix, 1, curves.green()), moved(matrix, 2, curves.blue())));
        } catch (IllegalArgumentException e) {
            // Floats cannot tell the inputs of neighbouring points from each other.
            return Optional.empty();
        }
    }

    private static Curve moved(MatrixNode matrix, int channel, Curve curve) {
        if (curve.isUniform()) {
            float low = moved(matrix, channel, curve.low());
            return Curve.uniform(low, moved(matrix, channel, curve.high()), curve.outputs());
        }
        var inputs = new float[curve.points()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = moved(matrix, channel, curve.input(i));
        }
        return Curve.of(inputs, curve.outputs());
    }
}
