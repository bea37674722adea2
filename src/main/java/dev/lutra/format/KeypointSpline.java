package dev.lutra.format;

import java.util.Arrays;

/**
 * The reconstruction of colours from a few {@link Keypoints}: a weighted sum of the function {@code r² ln(0.00001 + r)}
 * around each of them, with the weights that give their colours.
 */
final class KeypointSpline {

    private static final double NEAR = 1e-5;
    private static final double WHITE = 255;

    private final Keypoints keypoints;

    KeypointSpline(Keypoints keypoints) {
        this.keypoints = keypoints;
    }

    /** The colours of a lattice of {@code size³} points. */
    float[] expand(int size) {
        double[][] weights = weights();
        int channels = keypoints.channels();
        var expanded = new float[size * size * size * channels];
        double step = WHITE / (size - 1);
        var sums = new double[channels];
        for (int i = 0; i < size * size * size; i++) {
            double red = i % size * step;
            int line = i / size;
            int slice = line / size;
            double green = line % size * step;
            double blue = slice * step;
            Arrays.fill(sums, 0);
            for (int point = 0; point < weights.length; point++) {
                double value = radial(point, red, green, blue);
                for (int channel = 0; channel < channels; channel++) {
                    sums[channel] += weights[point][channel] * value;
                }
            }
            for (int channel = 0; channel < channels; channel++) {
                expanded[i * channels + channel] = (float) sums[channel];
            }
        }
        return expanded;
    }

    private double radial(int point, double red, double green, double blue) {
        double x = red - keypoints.input(point, 0);
        double y = green - keypoints.input(point, 1);
        double z = blue - keypoints.input(point, 2);
        double square = x * x + y * y + z * z;
        return square * Math.log(NEAR + Math.sqrt(square));
    }

    /** The weights of each keypoint, by Gaussian elimination with the largest pivots. */
    private double[][] weights() {
        int count = keypoints.count();
        int channels = keypoints.channels();
        var rows = new double[count][count + channels];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                rows[i][j] = radial(j, keypoints.input(i, 0), keypoints.input(i, 1), keypoints.input(i, 2));
            }
            for (int channel = 0; channel < channels; channel++) {
                rows[i][count + channel] = keypoints.color(i, channel);
            }
        }
        for (int column = 0; column < count; column++) {
            pivot(rows, column);
            for (int i = column + 1; i < count; i++) {
                subtract(rows[i], rows[column], column, rows[i][column] / rows[column][column]);
            }
        }
        var weights = new double[count][channels];
        for (int i = count - 1; i >= 0; i--) {
            for (int channel = 0; channel < channels; channel++) {
                double rest = rows[i][count + channel];
                for (int j = i + 1; j < count; j++) {
                    rest -= rows[i][j] * weights[j][channel];
                }
                weights[i][channel] = rest / rows[i][i];
            }
        }
        return weights;
    }

    private static void pivot(double[][] rows, int column) {
        int largest = column;
        for (int i = column + 1; i < rows.length; i++) {
            if (Math.abs(rows[i][column]) > Math.abs(rows[largest][column])) {
                largest = i;
            }
        }
        double[] row = rows[largest];
        rows[largest] = rows[column];
        rows[column] = row;
        if (!(Math.abs(row[column]) > NEAR)) {
            throw new InvalidLutFile("gmz-keypoint", "keypoints contradict each other: two of them are at one place");
        }
    }

    private static void subtract(double[] row, double[] pivot, int from, double factor) {
        for (int j = from; j < row.length; j++) {
            row[j] -= factor * pivot[j];
        }
    }
}
