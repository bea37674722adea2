package dev.lutra.pair;

import dev.lutra.network.learn.ColorPairs;
import org.jspecify.annotations.Nullable;

/**
 * The colours that a pair of photographs shows, gathered in cells around the points of a 33³ lattice. A cell holds a mean
 * colour before, and the mean of what it became. Pixels count less at edges, where a shift, a resampling or the blocks of
 * a JPEG mix neighbours, and not at all far away from the other pixels of their cell (a second pass with the biweight of
 * J. Tukey, 1974).
 */
final class ShownColors {

    /** The points of the lattice along an edge. */
    static final int SIZE = 33;

    private static final int CELLS = SIZE * SIZE * SIZE;
    /** The weight, then the sums of the colours before, of those after, and of the squares of the latter. */
    private static final int SUMS = 8;

    /** The slope between neighbours at which a pixel counts half. */
    private static final double STEEP = 6.0 / 255;
    /** The smallest spread of a cell: that of a JPEG of good quality. */
    private static final double SPREAD = 2.0 / 255;
    /** The spreads at which a pixel no longer counts. */
    private static final double FAR = 3.5;
    /** The error of a fitted look that is expected anyway: pixels that tell a cell better than this are trusted. */
    private static final double EXPECTED = 1.5 / 255;
    /** What {@code few} is where nothing but the width of a cell spreads the colours after. */
    private static final double EXACT = 2.5;

    /** The spread of a cell at which it is half trusted. */
    private static final double LOOSE = 8.0 / 255;

    /** The cells along an edge of those that {@link #coverage} counts. */
    private static final int COARSE = 16;
    /** The pixels that show a cell. */
    private static final int SHOWN = 4;

    private final PixelGrid before;
    private final PixelGrid after;
    private final Shift shift;
    private final double[] sums;
    /** The weight of the pixels of a cell at which it is half trusted: more, the noisier the pair. */
    private final double few;

    private ShownColors(PixelGrid before, PixelGrid after, Shift shift) {
        this.before = before;
        this.after = after;
        this.shift = shift;
        var all = new double[SUMS * CELLS];
        gather(null, all);
        sums = new double[SUMS * CELLS];
        gather(all, sums);
        few = Math.max(1, noise(sums) / (3 * EXPECTED * EXPECTED));
    }

    static ShownColors of(PixelGrid before, PixelGrid after, Shift shift) {
        return new ShownColors(before, after, shift);
    }

    /** Adds all pixels; those that are far from the mean of a first pass count less. */
    private void gather(double @Nullable [] first, double[] into) {
        for (int y = 0; y < before.height(); y++) {
            for (int x = 0; x < before.width(); x++) {
                if (!shift.shows(x, y, after)) {
                    continue;
                }
                int from = before.at(x, y);
                int to = after.at(x + shift.dx(), y + shift.dy());
                int cell = SUMS * cell(before.rgb(), from, SIZE - 1, SIZE);
                double slope = Math.max(before.slope(x, y), after.slope(x + shift.dx(), y + shift.dy())) / STEEP;
                double weight = 1 / (1 + slope * slope);
                add(into, cell, first == null ? weight : weight * near(first, cell, to), from, to);
            }
        }
    }

    private void add(double[] into, int cell, double weight, int from, int to) {
        into[cell] += weight;
        for (int channel = 0; channel < 3; channel++) {
            double output = after.rgb()[to + channel];
            into[cell + 1 + channel] += weight * before.rgb()[from + channel];
            into[cell + 4 + channel] += weight * output;
            into[cell + 7] += weight * output * output;
        }
    }

    /** How near a pixel is to the mean of its cell: from 1 to 0. */
    private double near(double[] cells, int cell, int to) {
        double square = 0;
        for (int channel = 0; channel < 3; channel++) {
            double away = after.rgb()[to + channel] - cells[cell + 4 + channel] / cells[cell];
            square += away * away;
        }
        double far = FAR * FAR * (variance(cells, cell) + SPREAD * SPREAD);
        double rest = Math.max(0, 1 - square / far);
        return rest * rest;
    }

    private static double variance(double[] cells, int cell) {
        double weight = cells[cell];
        double mean = 0;
        for (int channel = 4; channel < 7; channel++) {
            mean += cells[cell + channel] * cells[cell + channel] / weight;
        }
        return Math.max(0, (cells[cell + 7] - mean) / weight);
    }

    /** The mean variance of the colours after within cells. */
    private static double noise(double[] cells) {
        double sum = 0;
        double weights = 0;
        for (int cell = 0; cell < cells.length; cell += SUMS) {
            if (cells[cell] > 0) {
                sum += cells[cell] * variance(cells, cell);
                weights += cells[cell];
            }
        }
        return sum / weights;
    }

    private static int cell(float[] rgb, int at, int scale, int size) {
        int cell = 0;
        for (int channel = 2; channel >= 0; channel--) {
            int level = Math.min(size - 1, (int) (rgb[at + channel] * scale + (scale == size ? 0 : 0.5f)));
            cell = cell * size + level;
        }
        return cell;
    }

    /** How noisy the pairs are: 1 for exact ones, more for those of a strong JPEG. */
    double doubt() {
        return Math.max(1, few / EXACT);
    }

    /** A pair of colours for each cell that has pixels, in the order of the lattice. */
    ColorPairs pairs() {
        int count = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            count += sums[SUMS * cell] > 0 ? 1 : 0;
        }
        var inputs = new float[3 * count];
        var outputs = new float[3 * count];
        var weights = new double[count];
        int pair = 0;
        for (int cell = 0; cell < SUMS * CELLS; cell += SUMS) {
            double weight = sums[cell];
            if (weight > 0) {
                for (int channel = 0; channel < 3; channel++) {
                    inputs[3 * pair + channel] = (float) (sums[cell + 1 + channel] / weight);
                    outputs[3 * pair + channel] = (float) (sums[cell + 4 + channel] / weight);
                }
                weights[pair++] = weight / (weight + few) / (1 + variance(sums, cell) / (LOOSE * LOOSE));
            }
        }
        return new ColorPairs(inputs, outputs, weights);
    }

    /** The share of 16³ equal cells of the gamut that the photograph before shows, 0…1. */
    double coverage() {
        var pixels = new int[COARSE * COARSE * COARSE];
        int shown = 0;
        for (int at = 0; at < before.rgb().length; at += 3) {
            if (++pixels[cell(before.rgb(), at, COARSE, COARSE)] == SHOWN) {
                shown++;
            }
        }
        return (double) shown / pixels.length;
    }
}
