package dev.lutra.color;

import java.util.Arrays;

/**
 * Computes a coarse lattice of inputs for the outputs of a LUT without start values. Finer searches start from this
 * lattice.
 *
 * <p>For each output, the search compares all points of a coarse lattice of inputs. It descends from the nearest point
 * in Lab, and from the nearest of the points far from that one, because a LUT that folds colours together has several
 * solutions. If several inputs are equally good, or nearly so, it takes the input nearest to a grey of matching
 * lightness. The inverse of a black-and-white look is therefore grey, and the inverse of a look that clips ends where
 * the clipping begins. Afterwards each point is pulled towards the mean of its neighbours, so that of several possible
 * inputs the one that fits its neighbours is chosen.
 */
final class InverseGuess {

    /** The number of points along an axis, of the inputs and of the outputs. */
    static final int SIZE = 17;

    /** The distance of the second start from the first, in points along an axis. */
    private static final int FAR = 3;

    private static final int SMOOTHINGS = 4;
    /**
     * The weight of the distance from grey, in ΔE76 per edge of the input box. It is small, so that it only decides
     * between equal inputs.
     */
    private static final double GREY_WEIGHT = 2;

    /**
     * The weight of the distance from the neighbours, in the same unit. Neighbours are near, so even a large weight
     * changes the result little.
     */
    static final double NEIGHBOUR_WEIGHT = 10;

    /**
     * The share of the chroma of a guess that remains after each smoothing, so that greys win wherever the LUT permits
     * them.
     */
    private static final double COLOR_LEFT = 0.2;

    private static final int POINTS = SIZE * SIZE * SIZE;

    private final Lut3d map;
    private final double[][] targets;
    /** L*, a* and b* of the outputs of the LUT at the coarse lattice of inputs. */
    private final float[] lightness = new float[POINTS];

    private final float[] a = new float[POINTS];
    private final float[] b = new float[POINTS];
    private final double[] greys = new double[POINTS];

    private InverseGuess(Lut3d map, GreyAxis axis, RgbBox outputs) {
        this.map = map;
        targets = targets(outputs);
        float[] inputs = new float[3 * POINTS];
        Lattice.coordinates(SIZE, map.domain(), 0, POINTS, inputs);
        Interpolation.TETRAHEDRAL.apply(map, inputs, inputs, POINTS);
        for (int point = 0; point < POINTS; point++) {
            Lab lab = Lab.ofSrgb(inputs, 3 * point);
            lightness[point] = (float) lab.lightness();
            a[point] = (float) lab.a();
            b[point] = (float) lab.b();
        }
        for (int point = 0; point < POINTS; point++) {
            greys[point] = axis.input(targets[point][0]);
        }
    }

    /**
     * Computes the lattice.
     *
     * @param outputs the box of outputs that the lattice spans
     * @param parallel runs the work
     * @return the inputs as RGB triples, 0…1 over the domain of the LUT, red fastest
     */
    static float[] of(Lut3d map, GreyAxis axis, RgbBox outputs, Parallel parallel) {
        var prepared = new InverseGuess[1];
        parallel.forEach(1, only -> prepared[0] = new InverseGuess(map, axis, outputs));
        InverseGuess search = prepared[0];
        var inputs = new double[3 * POINTS];
        parallel.forEach(SIZE, blue -> search.searchPlane(blue, inputs));
        double[] smoothed = inputs;
        for (int pass = 0; pass < SMOOTHINGS; pass++) {
            double[] from = smoothed;
            double[] to = inputs.clone();
            parallel.forEach(SIZE, blue -> search.smoothPlane(blue, from, to));
            smoothed = to;
        }
        var guess = new float[3 * POINTS];
        for (int i = 0; i < guess.length; i++) {
            guess[i] = (float) smoothed[i];
        }
        return guess;
    }

    private static double[][] targets(RgbBox outputs) {
        var colors = new float[3 * POINTS];
        Lattice.coordinates(SIZE, outputs, 0, POINTS, colors);
        var targets = new double[POINTS][];
        for (int point = 0; point < POINTS; point++) {
            Lab lab = Lab.ofSrgb(colors, 3 * point);
            targets[point] = new double[] {lab.lightness(), lab.a(), lab.b()};
        }
        return targets;
    }

    private void searchPlane(int plane, double[] inputs) {
        var search = new NearestInput(map);
        var distances = new float[POINTS];
        for (int point = plane * SIZE * SIZE; point < (plane + 1) * SIZE * SIZE; point++) {
            double[] target = targets[point];
            double grey = greys[point];
            double[] guess = {grey, grey, grey};
            measure(target, (float) grey, distances);
            int nearest = nearest(distances);
            double[] input = place(nearest);
            double sum = search.search(target, guess, GREY_WEIGHT, input);
            exclude(nearest, distances);
            double[] second = place(nearest(distances));
            if (search.search(target, guess, GREY_WEIGHT, second) < sum) {
                input = second;
            }
            System.arraycopy(input, 0, inputs, 3 * point, 3);
        }
    }

    /** Approximates the objective of {@link NearestInput} at all points of the inputs. */
    private void measure(double[] target, float grey, float[] distances) {
        float wantedLightness = (float) target[0];
        float wantedA = (float) target[1];
        float wantedB = (float) target[2];
        for (int point = 0; point < POINTS; point++) {
            float l = lightness[point] - wantedLightness;
            float da = a[point] - wantedA;
            float db = b[point] - wantedB;
            distances[point] = l * l + da * da + db * db;
        }
        float step = 1f / (SIZE - 1);
        int point = 0;
        for (int blue = 0; blue < SIZE; blue++) {
            float byBlue = (blue * step - grey) * (blue * step - grey);
            for (int green = 0; green < SIZE; green++) {
                float byGreen = byBlue + (green * step - grey) * (green * step - grey);
                for (int red = 0; red < SIZE; red++) {
                    float away = red * step - grey;
                    distances[point++] += (float) (GREY_WEIGHT * GREY_WEIGHT) * (byGreen + away * away);
                }
            }
        }
    }

    private static int nearest(float[] distances) {
        int nearest = 0;
        for (int point = 1; point < POINTS; point++) {
            if (distances[point] < distances[nearest]) {
                nearest = point;
            }
        }
        return nearest;
    }

    private static void exclude(int center, float[] distances) {
        int red = center % SIZE;
        int green = center / SIZE % SIZE;
        int blue = center / SIZE / SIZE;
        for (int z = Math.max(0, blue - FAR); z <= Math.min(SIZE - 1, blue + FAR); z++) {
            for (int y = Math.max(0, green - FAR); y <= Math.min(SIZE - 1, green + FAR); y++) {
                int row = SIZE * (y + SIZE * z);
                Arrays.fill(
                        distances,
                        row + Math.max(0, red - FAR),
                        row + Math.min(SIZE - 1, red + FAR) + 1,
                        Float.POSITIVE_INFINITY);
            }
        }
    }

    private void smoothPlane(int plane, double[] from, double[] to) {
        var search = new NearestInput(map);
        var mean = new double[3];
        var input = new double[3];
        var fromMean = new double[3];
        for (int point = plane * SIZE * SIZE; point < (plane + 1) * SIZE * SIZE; point++) {
            meanOfNeighbours(point, from, mean);
            towardGrey(mean);
            System.arraycopy(from, 3 * point, input, 0, 3);
            System.arraycopy(mean, 0, fromMean, 0, 3);
            double sum = search.search(targets[point], mean, NEIGHBOUR_WEIGHT, input);
            boolean jumps = search.search(targets[point], mean, NEIGHBOUR_WEIGHT, fromMean) < sum;
            System.arraycopy(jumps ? fromMean : input, 0, to, 3 * point, 3);
        }
    }

    private static void meanOfNeighbours(int point, double[] inputs, double[] mean) {
        int[] strides = {1, SIZE, SIZE * SIZE};
        Arrays.fill(mean, 0);
        int neighbours = 0;
        for (int stride : strides) {
            int place = point / stride % SIZE;
            for (int side = -1; side <= 1; side += 2) {
                if (place + side >= 0 && place + side < SIZE) {
                    int at = 3 * (point + side * stride);
                    mean[0] += inputs[at];
                    mean[1] += inputs[at + 1];
                    mean[2] += inputs[at + 2];
                    neighbours++;
                }
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            mean[channel] /= neighbours;
        }
    }

    private static void towardGrey(double[] input) {
        double grey = (input[0] + input[1] + input[2]) / 3;
        for (int channel = 0; channel < 3; channel++) {
            input[channel] = grey + COLOR_LEFT * (input[channel] - grey);
        }
    }

    private static double[] place(int point) {
        double last = SIZE - 1;
        int row = point / SIZE;
        int plane = row / SIZE;
        return new double[] {point % SIZE / last, row % SIZE / last, plane / last};
    }
}
