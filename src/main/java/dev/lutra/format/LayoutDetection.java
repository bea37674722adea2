package dev.lutra.format;

import java.util.Locale;

/**
 * Tells the layouts of images apart that have the same dimensions.
 *
 * <p>Neighbours in a lattice have similar colours. In a wrong order they have not: over 805 looks, their negatives and
 * black-and-white versions, the {@linkplain PixelGrid#roughness way along the neighbours} is at least 1.9 times as long
 * in the wrong one of Hald and tiles at 16 points along an axis, 3.2 times at 64. It stays below 2.7 in the right
 * one, even for looks of black and white alone, while photographs have more than 6.
 *
 * <p>Upside down, a lattice has the same neighbours. What tells is that looks make a colour lighter, or a negative
 * darker, with more of red, green or blue alike.
 */
final class LayoutDetection {

    /** The longest way along neighbours that a look has. */
    private static final double ROUGHEST = 4;

    /** How many times longer the way in the wrong layout is, at least. */
    private static final double LONGER = 1.15;

    /** The least rise in lightness that says something, and its least share of the rises along the other axes. */
    private static final double LEAST_RISE = 0.02;

    private static final double LEAST_SHARE = 0.15;

    /** The largest difference between two ways to read an image with which both are right: one code of 8 bits. */
    private static final float SAME = 1.001f / 255;

    private final int size;
    private final float[] rgb;

    /**
     * Looks at an image.
     *
     * @param size the number of points along an axis of its lattice
     * @param rgb RGB triples, 0…1, one a pixel
     */
    LayoutDetection(int size, float[] rgb) {
        this.size = size;
        this.rgb = rgb;
    }

    /**
     * The layout of a square: Hald or tiles.
     *
     * @throws InvalidLutFile if it cannot be told, or if the image holds no look
     */
    ImageLayout ofSquare() {
        PixelGrid hald = ImageLayout.HALD.grid(size);
        PixelGrid tiles = ImageLayout.TILES.grid(size);
        double asHald = hald.roughness(rgb);
        double asTiles = tiles.roughness(rgb);
        requireLook(Math.min(asHald, asTiles));
        if (isSame(hald, tiles)) {
            return ImageLayout.HALD;
        }
        String compared = "the differences between neighbours sum up to %s as a Hald image, to %s as tiles"
                .formatted(text(asHald), text(asTiles));
        if (Math.max(asHald, asTiles) < LONGER * Math.min(asHald, asTiles)) {
            throw doubt("a Hald image and a square of tiles look alike here: " + compared);
        }
        if (asHald < asTiles) {
            return ImageLayout.HALD;
        }
        double upsideDown = new PixelGrid(size, tiles.columns(), true).roughness(rgb);
        if (upsideDown < asTiles) {
            throw doubt(
                    "the tiles are upside down: %s, to %s from the bottom up".formatted(compared, text(upsideDown)));
        }
        return ImageLayout.TILES;
    }

    /**
     * The layout of a strip: that of Unity, in which green rises upwards, or of Unreal Engine, in which it rises
     * downwards.
     *
     * @throws InvalidLutFile if it cannot be told, or if the image holds no look
     */
    ImageLayout ofStrip() {
        PixelGrid grid = ImageLayout.UNREAL.grid(size);
        requireLook(grid.roughness(rgb));
        if (isSame(grid, ImageLayout.STRIP.grid(size))) {
            return ImageLayout.UNREAL;
        }
        double[] downwards = grid.rise(rgb, 1);
        double right = mean(grid.rise(rgb, 0));
        double down = mean(downwards);
        double along = mean(grid.rise(rgb, 2));
        double larger = Math.abs(right) > Math.abs(along) ? right : along;
        double smaller = Math.abs(right) > Math.abs(along) ? along : right;
        boolean contradictory = areOpposite(smaller, larger) || areOpposite(downwards[1], down);
        if (contradictory || Math.abs(down) < Math.max(LEAST_RISE, LEAST_SHARE * Math.abs(larger))) {
            throw doubt(
                    "whether green rises upwards (Unity) or downwards (Unreal Engine) does not show: the lightness changes by %s with red, by %s downwards, by %s with blue"
                            .formatted(text(right), text(down), text(along)));
        }
        return down * larger > 0 ? ImageLayout.UNREAL : ImageLayout.STRIP;
    }

    private static boolean areOpposite(double rise, double other) {
        return Math.abs(rise) > LEAST_RISE && rise * other < 0;
    }

    private static double mean(double[] rise) {
        return (rise[0] + rise[1] + rise[2]) / 3;
    }

    private static void requireLook(double roughness) {
        if (roughness > ROUGHEST) {
            throw doubt(
                    "the image shows no look: the differences between neighbours sum up to %s along a line, not to at most %s"
                            .formatted(text(roughness), text(ROUGHEST)));
        }
    }

    /** Whether the image gives the same lattice both ways. */
    private boolean isSame(PixelGrid one, PixelGrid other) {
        for (int blue = 0; blue < size; blue++) {
            for (int green = 0; green < size; green++) {
                int first = 3 * one.pixel(0, green, blue);
                int second = 3 * other.pixel(0, green, blue);
                for (int i = 0; i < 3 * size; i++) {
                    if (Math.abs(rgb[first + i] - rgb[second + i]) > SAME) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static InvalidLutFile doubt(String reason) {
        return new InvalidLutFile("png-layout", reason);
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }
}
