package dev.lutra.image;

import dev.lutra.color.CodeLut;
import dev.lutra.color.CodeValue;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Parallel;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.concurrent.CancellationException;

/**
 * Applies a LUT to the pixels of images, in bands of rows. Values are rounded to the nearest code; beyond 0…1 they are
 * clamped.
 */
final class Grading {

    /** The pixels of a band, some milliseconds of work: after each it may be cancelled. */
    private static final int BAND = 1 << 16;

    private final Lut3d lut;
    private final Parallel parallel;

    Grading(Lut3d lut, Parallel parallel) {
        this.lut = lut;
        this.parallel = parallel;
    }

    /** Grades an image in its own memory. Only a grey one that becomes coloured, or a palette, is a new image. */
    BufferedImage grade(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel colors) {
            return new BufferedImage(palette(colors), image.getRaster(), false, null);
        }
        var samples = new Samples(image.getRaster());
        var codes = new CodeLut(lut, samples.max());
        if (samples.isGrey()) {
            return greys(image, samples, codes);
        }
        forEachRow(samples, row -> colors(samples, row, codes));
        return image;
    }

    private IndexColorModel palette(IndexColorModel colors) {
        var codes = new CodeLut(lut, CodeValue.MAX_8);
        int size = colors.getMapSize();
        var argb = new int[size];
        colors.getRGBs(argb);
        var out = new float[3];
        for (int i = 0; i < size; i++) {
            codes.apply(argb[i] >> 16 & 0xFF, argb[i] >> 8 & 0xFF, argb[i] & 0xFF, out);
            argb[i] = argb[i] & 0xFF000000
                    | code(out[0], CodeValue.MAX_8) << 16
                    | code(out[1], CodeValue.MAX_8) << 8
                    | code(out[2], CodeValue.MAX_8);
        }
        return Rasters.palette(argb, colors.hasAlpha());
    }

    private BufferedImage greys(BufferedImage image, Samples samples, CodeLut codes) {
        var table = new int[3][codes.max() + 1];
        boolean staysGrey = true;
        var out = new float[3];
        for (int code = 0; code <= codes.max(); code++) {
            codes.apply(code, code, code, out);
            for (int channel = 0; channel < 3; channel++) {
                table[channel][code] = code(out[channel], codes.max());
            }
            staysGrey &= table[0][code] == table[1][code] && table[0][code] == table[2][code];
        }
        BufferedImage graded = staysGrey
                ? image
                : Rasters.interleaved(samples.width(), samples.height(), samples.channels() + 2, samples.depth());
        var target = new Samples(graded.getRaster());
        forEachRow(samples, row -> greys(samples, target, row, table));
        return graded;
    }

    private static void greys(Samples from, Samples to, int row, int[][] table) {
        for (int x = 0; x < from.width(); x++) {
            int grey = from.get(from.at(x, row), 0);
            int alpha = from.hasAlpha() ? from.get(from.at(x, row), 1) : 0;
            int at = to.at(x, row);
            for (int channel = 0; channel < (to.isGrey() ? 1 : 3); channel++) {
                to.set(at, channel, table[channel][grey]);
            }
            if (to.hasAlpha()) {
                to.set(at, to.channels() - 1, alpha);
            }
        }
    }

    private static void colors(Samples samples, int row, CodeLut codes) {
        int max = codes.max();
        var out = new float[3];
        int at = samples.at(0, row);
        for (int x = 0; x < samples.width(); x++, at += samples.pixelStride()) {
            codes.apply(samples.get(at, 0), samples.get(at, 1), samples.get(at, 2), out);
            samples.set(at, 0, code(out[0], max));
            samples.set(at, 1, code(out[1], max));
            samples.set(at, 2, code(out[2], max));
        }
    }

    private interface Row {

        void grade(int y);
    }

    private void forEachRow(Samples samples, Row work) {
        int rows = Math.max(1, BAND / samples.width());
        parallel.forEach(Math.ceilDiv(samples.height(), rows), band -> {
            if (Thread.interrupted()) {
                throw new CancellationException("nobody waits for the image any more");
            }
            int end = Math.min(samples.height(), (band + 1) * rows);
            for (int y = band * rows; y < end; y++) {
                work.grade(y);
            }
        });
    }

    /** As {@link CodeValue#round}, without its clamp, which takes most of the time of a pixel. */
    private static int code(float value, int max) {
        if (value > 0) {
            return value < 1 ? (int) ((double) value * max + 0.5) : max;
        }
        return 0;
    }
}
