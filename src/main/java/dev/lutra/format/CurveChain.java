package dev.lutra.format;

import dev.lutra.color.Curve;
import java.util.Arrays;

/** Two curves, one behind the other, as one. */
final class CurveChain {

    private final Curve first;
    private final Curve second;
    private final float[] inputs = new float[Curve.MAX_POINTS];
    private int count;

    private CurveChain(Curve first, Curve second) {
        this.first = first;
        this.second = second;
    }

    /**
     * The curve of straight pieces that does what both do. It bends where one of them does. If that may need more
     * points than a curve may have, it has as many, evenly spaced.
     *
     * @param second has evenly spaced points
     */
    static Curve of(Curve first, Curve second) {
        return new CurveChain(first, second).curve();
    }

    private Curve curve() {
        int room = Curve.MAX_POINTS - first.points();
        for (int piece = 0; piece + 1 < first.points(); piece++) {
            double low = place(first.outputs()[piece]);
            double high = place(first.outputs()[piece + 1]);
            int least = (int) Math.min(Math.ceil(Math.max(Math.min(low, high), 0)), second.points());
            int greatest = (int) Math.floor(Math.min(Math.max(low, high), second.points() - 1));
            room -= Math.max(greatest - least + 1, 0);
            if (room < 0) {
                return evenlySampled();
            }
            inputs[count++] = first.input(piece);
            for (int i = 0; i <= greatest - least; i++) {
                addBend(piece, ((low < high ? least + i : greatest - i) - low) / (high - low));
            }
        }
        inputs[count++] = first.high();
        float[] all = Arrays.copyOf(inputs, count);
        var outputs = new float[count];
        for (int i = 0; i < count; i++) {
            outputs[i] = second.apply(first.apply(all[i]));
        }
        return Curve.of(all, outputs);
    }

    /** Where an output of the first curve is among the points of the second one. */
    private double place(float output) {
        return ((double) output - second.low()) / ((double) second.high() - second.low()) * (second.points() - 1);
    }

    /** Adds an input within a piece of the first curve, unless it is one of its ends. */
    private void addBend(int piece, double part) {
        double extent = (double) first.input(piece + 1) - first.input(piece);
        float input = (float) (first.input(piece) + part * extent);
        if (input > inputs[count - 1] && input < first.input(piece + 1)) {
            inputs[count++] = input;
        }
    }

    private Curve evenlySampled() {
        Curve sampled = first.uniform(Curve.MAX_POINTS);
        var outputs = new float[sampled.points()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = second.apply(sampled.outputs()[i]);
        }
        return Curve.uniform(sampled.low(), sampled.high(), outputs);
    }
}
