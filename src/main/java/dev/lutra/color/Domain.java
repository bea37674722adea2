package dev.lutra.color;

/**
 * The box of channel values from {@code min} to {@code max}: the inputs that a lattice spans, or the outputs that a LUT
 * produces.
 *
 * @param min the lower corner; each channel is finite
 * @param max the upper corner; each channel is finite and above that of {@code min}
 */
public record Domain(Rgb min, Rgb max) {

    /** 0…1 in every channel. */
    public static final Domain UNIT = new Domain(Rgb.BLACK, Rgb.WHITE);

    public Domain {
        requireOrdered("red", min.red(), max.red());
        requireOrdered("green", min.green(), max.green());
        requireOrdered("blue", min.blue(), max.blue());
    }

    public boolean isUnit() {
        return equals(UNIT);
    }

    /**
     * Moves colours from the unit cube into this box.
     *
     * @param unit RGB triples, 0…1 for the edges of the box
     * @return as many triples, in the box's units
     */
    public float[] fromUnit(float[] unit) {
        float[] low = {min.red(), min.green(), min.blue()};
        float[] extent = {max.red() - min.red(), max.green() - min.green(), max.blue() - min.blue()};
        var moved = new float[unit.length];
        for (int i = 0; i < unit.length; i++) {
            moved[i] = low[i % 3] + unit[i] * extent[i % 3];
        }
        return moved;
    }

    /**
     * The inverse of {@link #fromUnit}.
     *
     * @param colors RGB triples in the box's units
     * @return as many triples, 0…1 for the edges of the box
     */
    public float[] toUnit(float[] colors) {
        double[] low = {min.red(), min.green(), min.blue()};
        // In double, as the widest box has an extent that no float holds.
        double[] extent = {(double) max.red() - low[0], (double) max.green() - low[1], (double) max.blue() - low[2]};
        var unit = new float[colors.length];
        for (int i = 0; i < colors.length; i++) {
            unit[i] = (float) ((colors[i] - low[i % 3]) / extent[i % 3]);
        }
        return unit;
    }

    private static void requireOrdered(String channel, float min, float max) {
        if (!(Float.isFinite(min) && Float.isFinite(max) && min < max)) {
            throw new IllegalArgumentException(
                    "domain of %s: minimum %s must be finite and below maximum %s".formatted(channel, min, max));
        }
    }
}
