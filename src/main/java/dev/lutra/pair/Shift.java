package dev.lutra.pair;

/**
 * How far the photograph after an edit is from the one before, in pixels of the grid: its pixel (x + dx, y + dy) shows
 * what the pixel (x, y) shows before.
 *
 * <p>It is found without knowing the edit: where the two are aligned, pixels of the same colour before have similar
 * colours after. The search walks downhill from no shift, in steps of 8, 4, 2 and 1 pixels, over the sum of the variances
 * of the colours after within cells of the colours before.
 */
record Shift(int dx, int dy) {

    static final Shift NONE = new Shift(0, 0);

    private static final int LONGEST = 24;
    private static final int FIRST_STEP = 8;
    /** The share of the variance at no shift that a shift must be below; other gains are chance. */
    private static final double GAIN = 0.9;
    /** About how many pixels a position is judged by. */
    private static final int SAMPLES = 60_000;

    private static final int LEVELS = 16;
    private static final int SUMS = 5;

    /** Finds the shift between two grids of about the same size. */
    static Shift between(PixelGrid before, PixelGrid after) {
        Shift best = NONE;
        double unshifted = best.variance(before, after);
        double least = unshifted;
        for (int step = FIRST_STEP; step >= 1; step /= 2) {
            for (boolean moved = true; moved; ) {
                moved = false;
                Shift centre = best;
                for (int direction = 0; direction < 9; direction++) {
                    var next =
                            new Shift(centre.dx + step * (direction % 3 - 1), centre.dy + step * (direction / 3 - 1));
                    if (Math.max(Math.abs(next.dx), Math.abs(next.dy)) > LONGEST || next.equals(centre)) {
                        continue;
                    }
                    double variance = next.variance(before, after);
                    if (variance < least) {
                        least = variance;
                        best = next;
                        moved = true;
                    }
                }
            }
        }
        return least < GAIN * unshifted ? best : NONE;
    }

    /** The mean variance of the colours after within cells of the colours before. */
    private double variance(PixelGrid before, PixelGrid after) {
        int border = Math.min(LONGEST, Math.min(before.width(), before.height()) / 4);
        int pixels = (before.width() - 2 * border) * (before.height() - 2 * border);
        int stride = Math.max(1, (int) Math.sqrt((double) pixels / SAMPLES));
        var cells = new double[SUMS * LEVELS * LEVELS * LEVELS];
        for (int y = border; y < before.height() - border; y += stride) {
            for (int x = border; x < before.width() - border; x += stride) {
                add(cells, before.rgb(), before.at(x, y), after.rgb(), after.at(clampX(x, after), clampY(y, after)));
            }
        }
        double sum = 0;
        double count = 0;
        for (int cell = 0; cell < cells.length; cell += SUMS) {
            double n = cells[cell];
            if (n > 0) {
                double squares = 0;
                for (int channel = 1; channel <= 3; channel++) {
                    squares += cells[cell + channel] * cells[cell + channel];
                }
                sum += cells[cell + 4] - squares / n;
                count += n;
            }
        }
        return sum / count;
    }

    private static void add(double[] cells, float[] before, int from, float[] after, int to) {
        int cell = 0;
        for (int channel = 2; channel >= 0; channel--) {
            cell = cell * LEVELS + Math.min(LEVELS - 1, (int) (before[from + channel] * LEVELS));
        }
        int at = SUMS * cell;
        cells[at]++;
        for (int channel = 0; channel < 3; channel++) {
            double value = after[to + channel];
            cells[at + 1 + channel] += value;
            cells[at + 4] += value * value;
        }
    }

    /** The column after the edit that shows what a column shows before. */
    int clampX(int x, PixelGrid after) {
        return Math.clamp(x + dx, 0, after.width() - 1);
    }

    /** The row after the edit that shows what a row shows before. */
    int clampY(int y, PixelGrid after) {
        return Math.clamp(y + dy, 0, after.height() - 1);
    }

    /** Whether a pixel before has one after. */
    boolean shows(int x, int y, PixelGrid after) {
        return x + dx >= 0 && x + dx < after.width() && y + dy >= 0 && y + dy < after.height();
    }
}
