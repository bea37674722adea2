package dev.lutra.color;

import java.util.Arrays;

/**
 * Fits the points of the table of an inverse for tetrahedral interpolation. The fit makes the round trip accurate half
 * way between the points as well as at the points. Without it, linear pieces deviate to one side of a curve, and the
 * inverse is steep where the LUT compresses colours.
 *
 * <p>The fit is one Gauss-Newton step at all points at once. Each point reduces its share of the errors at its own
 * colour and at the middles of the edges of the surrounding tetrahedra (a Jacobi iteration with a bound on the
 * curvature: the sum never grows for a LUT without curvature). Errors above ΔE76 {@link #FAR} count little, because the
 * LUT cannot produce such a colour.
 */
final class TableFit {

    /** The number of sums for each point: the gradient and the upper half of the curvature. */
    private static final int SUMS = 9;
    /**
     * The weight of the length of a step, in ΔE76 per edge of the box. It bounds steps along directions in which little
     * changes.
     */
    private static final double DAMPING = 5;
    /** The error in ΔE76 above which errors count little. */
    private static final double FAR = 0.5;

    private static final int[][] EDGES = {{1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}};

    private final Lut3d map;
    private final int size;
    private final boolean keepsGreys;
    /** Linear light at every half point of the table, by channel. */
    private final double[][] linear = new double[3][];

    /** @param keepsGreys whether the greys of the table stay grey, and its black and white unchanged */
    TableFit(Lut3d map, RgbBox outputs, int size, boolean keepsGreys) {
        this.map = map;
        this.size = size;
        this.keepsGreys = keepsGreys;
        for (int channel = 0; channel < 3; channel++) {
            float[] halves = outputs.axis(channel, 2 * size - 1);
            linear[channel] = new double[halves.length];
            for (int i = 0; i < halves.length; i++) {
                linear[channel][i] = SrgbToLab.linear(halves[i]);
            }
        }
    }

    /**
     * Fits planes of the table.
     *
     * @param planes the inputs, 0…1, of these planes and, if the table has them, of the plane before and the plane
     *     after
     * @param offset the number of the first plane in {@code planes}
     * @param from the number of the first plane to fit
     * @param to the number of the plane after the last one
     * @param fitted an array that receives the planes from {@code from} on, at an offset of {@code fittedOffset} planes
     */
    void fit(float[] planes, int offset, int from, int to, float[] fitted, int fittedOffset) {
        var sums = new Sums(planes, offset);
        if (from > 0) {
            sums.add(from - 1, false);
            sums.next();
        }
        for (int blue = from; blue < to; blue++) {
            sums.add(blue, true);
            sums.step(blue, fitted, blue - fittedOffset);
            sums.next();
        }
    }

    /** The gradients and curvatures of the points of one plane, and the partial ones of the next plane. */
    private final class Sums {

        private final float[] planes;
        private final int offset;
        private double[] here = new double[SUMS * size * size];
        private double[] above = new double[SUMS * size * size];
        private final LabOutput output = new LabOutput(map);
        private final double[] input = new double[3];
        private final double[] target = new double[3];
        private final double[] sample = new double[SUMS];
        private final double[][] curvature = new double[3][3];
        private final double[] gradient = new double[3];
        private final double[] step = new double[3];

        Sums(float[] planes, int offset) {
            this.planes = planes;
            this.offset = offset;
        }

        void next() {
            double[] swap = here;
            here = above;
            above = swap;
            Arrays.fill(above, 0);
        }

        /**
         * Adds the edges that begin in a plane: either the points and edges within the plane, or the edges that lead
         * out of it.
         */
        void add(int blue, boolean within) {
            for (int green = 0; green < size; green++) {
                for (int red = 0; red < size; red++) {
                    int point = red + size * green;
                    if (within) {
                        measure(red, green, blue, red, green, blue, 1);
                        addTo(here, point);
                    }
                    for (int[] edge : EDGES) {
                        int farRed = red + edge[0];
                        int farGreen = green + edge[1];
                        int farBlue = blue + edge[2];
                        if ((within || edge[2] == 1) && farRed < size && farGreen < size && farBlue < size) {
                            measure(red, green, blue, farRed, farGreen, farBlue, 0.5);
                            addTo(here, point);
                            addTo(edge[2] == 1 ? above : here, farRed + size * farGreen);
                        }
                    }
                }
            }
        }

        private void measure(int red, int green, int blue, int farRed, int farGreen, int farBlue, double weight) {
            int near = at(red, green, blue);
            int far = at(farRed, farGreen, farBlue);
            for (int channel = 0; channel < 3; channel++) {
                input[channel] = ((double) planes[near + channel] + planes[far + channel]) / 2;
            }
            output.at(input);
            target(red + farRed, green + farGreen, blue + farBlue);
            double square = 0;
            for (int row = 0; row < 3; row++) {
                double error = output.lab[row] - target[row];
                square += error * error;
            }
            double counted = weight / (1 + square / (FAR * FAR));
            Arrays.fill(sample, 0);
            for (int row = 0; row < 3; row++) {
                double error = counted * (output.lab[row] - target[row]);
                double[] derivatives = output.derivatives[row];
                int sum = 3;
                for (int i = 0; i < 3; i++) {
                    sample[i] += derivatives[i] * error;
                    for (int j = i; j < 3; j++) {
                        sample[sum++] += counted * derivatives[i] * derivatives[j];
                    }
                }
            }
        }

        private void target(int red, int green, int blue) {
            Lab lab = Lab.ofLinear(linear[0][red], linear[1][green], linear[2][blue]);
            target[0] = lab.lightness();
            target[1] = lab.a();
            target[2] = lab.b();
        }

        private void addTo(double[] sums, int point) {
            int at = SUMS * point;
            for (int i = 0; i < SUMS; i++) {
                sums[at + i] += sample[i];
            }
        }

        private int at(int red, int green, int blue) {
            return 3 * (red + size * (green + size * (blue - offset)));
        }

        /** Applies the step to the points of a plane. */
        void step(int blue, float[] fitted, int plane) {
            for (int point = 0; point < size * size; point++) {
                int at = at(point % size, point / size, blue);
                int sum = SUMS * point;
                for (int i = 0; i < 3; i++) {
                    input[i] = planes[at + i];
                    gradient[i] = here[sum + i];
                }
                int next = sum + 3;
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        curvature[i][j] = here[next];
                        curvature[j][i] = here[next++];
                    }
                }
                if (keepsGreys && point == blue + size * blue) {
                    stepAlongGreys(blue);
                } else {
                    BoundedStep.solve(curvature, DAMPING * DAMPING, gradient, input, step);
                }
                for (int i = 0; i < 3; i++) {
                    fitted[3 * (point + size * size * plane) + i] = (float) Math.clamp(input[i] - step[i], 0, 1);
                }
            }
        }

        private void stepAlongGreys(int level) {
            double slope = 0;
            double bend = 0;
            for (int i = 0; i < 3; i++) {
                slope += gradient[i];
                bend += curvature[i][0] + curvature[i][1] + curvature[i][2] + DAMPING * DAMPING;
            }
            Arrays.fill(step, level == 0 || level == size - 1 ? 0 : slope / bend);
        }
    }
}
