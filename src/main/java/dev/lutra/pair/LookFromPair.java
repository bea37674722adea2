package dev.lutra.pair;

import dev.lutra.color.Lut3d;
import dev.lutra.image.ImageFile;
import dev.lutra.image.Photograph;
import dev.lutra.network.learn.PairFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes a look from two photographs, on one thread: reduces both to one grid, finds their shift, gathers their colours,
 * fits a look and measures it.
 */
public final class LookFromPair {

    /** The longer side at which the two are compared, in pixels. */
    private static final int LONGEST = 1200;
    /** The shorter side that they need, in pixels. */
    private static final int SHORTEST = 32;
    /** How much the shapes may differ, because sizes are rounded: a share of the sides. */
    private static final double SHAPE = 0.02;

    /** The mean ΔE76 from which a pair is doubtful. */
    private static final double DOUBTFUL = 3;
    /** The mean ΔE76 and the unexplained share of the variance that together show that a pair is none. */
    private static final double HOPELESS = 8;

    private static final double UNEXPLAINED = 0.3;
    /** The coverage below which most of a look is a guess. */
    private static final double SPARSE = 0.03;
    /** The largest difference of the channels of a grey pixel in a JPEG, and the share of pixels that must be grey. */
    private static final float GREY = 4.5f / 255;

    private static final double MOSTLY = 0.995;

    private static final long BYTES_PER_PIXEL = 3L * Float.BYTES;
    /** The cells, the matrices of the fit, and the measurement. */
    private static final long FIXED = 40L << 20;

    private final PairFit fit;

    /** @param fit the fit of the network whose look it becomes */
    public LookFromPair(PairFit fit) {
        this.fit = fit;
    }

    /** About how many bytes {@link #fit} needs. One photograph is decoded at a time. */
    static long memory(ImageFile before, ImageFile after, int size) {
        return FIXED
                + Math.max(before.memory(), after.memory())
                + 2 * BYTES_PER_PIXEL * gridPixels(before)
                + 4 * BYTES_PER_PIXEL * size * size * size;
    }

    /** The most pixels of a photograph's grid. */
    private static long gridPixels(ImageFile file) {
        double scale = Math.min(1, (double) LONGEST / longer(file));
        return (long) (scale * file.width() * scale * file.height());
    }

    /**
     * Fits a look. One photograph is decoded at a time.
     *
     * @param size points along an edge of the lattice
     * @throws dev.lutra.image.InvalidImage if a photograph cannot be decoded
     * @throws PairUnusable if no look can be made from the two
     */
    public PairLook fit(ImageFile before, ImageFile after, int size) {
        double scale = scale(before, after);
        PixelGrid first = grid(before.decode(), scale);
        PixelGrid second = gridLike(first, before, after, scale);
        Shift shift = Shift.between(first, second);
        ShownColors shown = ShownColors.of(first, second, shift);
        FittedLook look = FittedLook.to(shown, isMonochrome(second) && !isMonochrome(first), fit);
        Lut3d lattice = look.toLut(ShownColors.SIZE);
        PairQuality quality = PairQuality.of(lattice, first, second, shift);
        double missed = quality.fidelity().deltaE76().mean();
        if (missed > HOPELESS && quality.unexplained() > UNEXPLAINED) {
            throw PairUnusable.unrelated(missed, quality.unexplained());
        }
        return new PairLook(
                size == ShownColors.SIZE ? lattice : look.toLut(size),
                quality.fidelity(),
                quality.pixels(),
                shown.coverage(),
                quality.unexplained(),
                look.monochrome(),
                new PairLook.Offset((double) shift.dx() / first.width(), (double) shift.dy() / first.height()),
                warnings(missed, shown.coverage(), shift));
    }

    private static PixelGrid grid(Photograph photograph, double scale) {
        return PixelGrid.of(photograph, (int) (photograph.width() * scale), (int) (photograph.height() * scale));
    }

    /** Puts the photograph after on the grid of the one before: reduces it, or only crops it if its size differs little. */
    private static PixelGrid gridLike(PixelGrid first, ImageFile before, ImageFile after, double scale) {
        Photograph photograph = after.decode();
        boolean crop = isCrop(before, after);
        double shape = (double) photograph.width() / photograph.height() * first.height() / first.width();
        // A crop may change either side.
        boolean alike = Math.abs(Math.log(shape)) <= (crop ? 2 * SHAPE : SHAPE);
        if (crop && alike) {
            return grid(photograph, scale);
        }
        if (!alike || photograph.width() < first.width() || photograph.height() < first.height()) {
            throw PairUnusable.framing(first.width(), first.height(), photograph.width(), photograph.height());
        }
        return PixelGrid.of(photograph, first.width(), first.height());
    }

    /** Whether one of the two is the other without a few rows or columns. Nobody resizes by so little. */
    private static boolean isCrop(ImageFile before, ImageFile after) {
        return Math.abs(Math.log((double) longer(before) / longer(after))) < SHAPE
                && Math.abs(Math.log((double) shorter(before) / shorter(after))) < SHAPE;
    }

    /** The scale at which the grid is no larger than either of the two. */
    private static double scale(ImageFile before, ImageFile after) {
        double scale = Math.min(1, (double) LONGEST / longer(before));
        if (!isCrop(before, after)) {
            scale = Math.min(scale, (double) longer(after) / longer(before));
            scale = Math.min(scale, (double) shorter(after) / shorter(before));
        }
        if (Math.min(shorter(before), shorter(after)) < SHORTEST || shorter(before) * scale < SHORTEST) {
            throw PairUnusable.tooSmall(SHORTEST);
        }
        return scale;
    }

    private static int longer(ImageFile file) {
        return Math.max(file.width(), file.height());
    }

    private static int shorter(ImageFile file) {
        return Math.min(file.width(), file.height());
    }

    private static boolean isMonochrome(PixelGrid grid) {
        int grey = 0;
        float[] rgb = grid.rgb();
        for (int at = 0; at < rgb.length; at += 3) {
            float high = Math.max(rgb[at], Math.max(rgb[at + 1], rgb[at + 2]));
            float low = Math.min(rgb[at], Math.min(rgb[at + 1], rgb[at + 2]));
            grey += high - low <= GREY ? 1 : 0;
        }
        return grey >= MOSTLY * rgb.length / 3;
    }

    private static List<PairWarning> warnings(double missed, double coverage, Shift shift) {
        var warnings = new ArrayList<PairWarning>();
        if (missed > DOUBTFUL) {
            warnings.add(new PairWarning(
                    "pair-residual",
                    String.format(
                            Locale.ROOT,
                            "The look misses the photograph after by %.1f (mean CIE76 difference). The edit is local, or the framing"
                                    + " differs.",
                            missed)));
        }
        if (coverage < SPARSE) {
            warnings.add(new PairWarning(
                    "pair-coverage",
                    String.format(
                            Locale.ROOT,
                            "The photograph before shows %.1f %% of the gamut. What the look does to other colours is a guess"
                                    + " from known looks.",
                            100 * coverage)));
        }
        if (!shift.equals(Shift.NONE)) {
            warnings.add(new PairWarning(
                    "pair-shifted",
                    "The photographs are not aligned; Lutra has undone a shift of about %d and %d pixels."
                            .formatted(shift.dx(), shift.dy())));
        }
        return warnings;
    }
}
