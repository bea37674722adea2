package dev.lutra.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Makes smaller images. Each pixel is the mean of the area of the larger image that it covers, weighted by the overlap. */
final class AreaAverage {

    private AreaAverage() {}

    /** Reduces a photograph, as {@link Photograph#reduced} says. */
    static BufferedImage reduce(Photograph from, int width, int height) {
        if (width < 1 || width > from.width() || height < 1 || height > from.height()) {
            throw new IllegalArgumentException("%d × %d pixels cannot be reduced to %d × %d"
                    .formatted(from.width(), from.height(), width, height));
        }
        BufferedImage reduced = Rasters.interleaved(width, height, 3, 8);
        var target = new Samples(reduced.getRaster());
        var source = new float[3 * from.width()];
        var narrow = new double[3 * width];
        var sum = new double[3 * width];
        double scale = (double) from.height() / height;
        int row = -1;
        for (int y = 0; y < height; y++) {
            double top = y * scale;
            double bottom = Math.min((y + 1) * scale, from.height());
            Arrays.fill(sum, 0);
            for (int covered = (int) top; covered < bottom; covered++) {
                if (covered != row) {
                    from.readRow(covered, source);
                    narrow(source, from.width(), narrow, width);
                    row = covered;
                }
                double share = Math.min(bottom, covered + 1) - Math.max(top, covered);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += share * narrow[i];
                }
            }
            write(sum, bottom - top, target, y);
        }
        return reduced;
    }

    /** Reduces a row, in the same way. */
    private static void narrow(float[] from, int width, double[] to, int narrower) {
        double scale = (double) width / narrower;
        for (int x = 0; x < narrower; x++) {
            double left = x * scale;
            double right = Math.min((x + 1) * scale, width);
            double red = 0;
            double green = 0;
            double blue = 0;
            for (int covered = (int) left; covered < right; covered++) {
                double share = Math.min(right, covered + 1) - Math.max(left, covered);
                red += share * from[3 * covered];
                green += share * from[3 * covered + 1];
                blue += share * from[3 * covered + 2];
            }
            to[3 * x] = red / (right - left);
            to[3 * x + 1] = green / (right - left);
            to[3 * x + 2] = blue / (right - left);
        }
    }

    private static void write(double[] sum, double height, Samples target, int y) {
        for (int x = 0; x < target.width(); x++) {
            for (int channel = 0; channel < 3; channel++) {
                double mean = sum[3 * x + channel] / height;
                target.set(target.at(x, y), channel, (int) Math.min(target.max(), target.max() * mean + 0.5));
            }
        }
    }
}
