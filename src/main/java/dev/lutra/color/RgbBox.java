package dev.lutra.color;

/**
 * A box of channel values from {@code min} to {@code max}: the domain of a lattice, or the range of a LUT.
 *
 * @param min the lower corner; each channel is finite
 * @param max the upper corner; each channel is finite and above that of {@code min}
 */
public record RgbBox(Rgb min, Rgb max) {

    /** 0…1 in every channel. */
    public static final RgbBox UNIT = new RgbBox(Rgb.BLACK, Rgb.WHITE);

    public RgbBox {
        requireOrdered("red", min.red(), max.red());
        requireOrdered("green", min.green(), max.green());
        requireOrdered("blue", min.blue(), max.blue());
    }

    public boolean isUnit() {
        return equals(UNIT);
    }

    /**
     * The lower end of a channel.
     *
     * @param channel 0 for red, 1 for green, 2 for blue
     */
    public double low(int channel) {
        return channel(min, channel);
    }

    /**
     * The distance from the lower to the upper end of a channel, in double because the extent of the widest box
     * overflows a float.
     */
    public double extent(int channel) {
        return (double) channel(max, channel) - channel(min, channel);
    }

    /**
     * The positions of evenly spaced points along an axis.
     *
     * @param size the number of points, 2 or more; the first lies at the lower end, the last at the upper end
     * @return values in the box's units
     */
    public float[] axis(int channel, int size) {
        double low = low(channel);
        double extent = extent(channel);
        var axis = new float[size];
        for (int i = 0; i < size; i++) {
            axis[i] = (float) (low + i * extent / (size - 1));
        }
        return axis;
    }

    /** Maps the value of a channel from 0…1 into this box. */
    public float fromUnit(float unit, int channel) {
        return (float) (low(channel) + unit * extent(channel));
    }

    /** The inverse of {@link #fromUnit(float, int)}. */
    public float toUnit(float value, int channel) {
        return (float) ((value - low(channel)) / extent(channel));
    }

    /**
     * Maps colours from the unit cube into this box.
     *
     * @param unit RGB triples, 0…1 for the edges of the box
     * @return as many triples, in the box's units
     */
    public float[] fromUnit(float[] unit) {
        var moved = new float[unit.length];
        for (int i = 0; i < unit.length; i++) {
            moved[i] = fromUnit(unit[i], i % 3);
        }
        return moved;
    }

    /**
     * The inverse of {@link #fromUnit(float[])}.
     *
     * @param colors RGB triples in the box's units
     * @return as many triples, 0…1 for the edges of the box
     */
    public float[] toUnit(float[] colors) {
        var unit = new float[colors.length];
        for (int i = 0; i < colors.length; i++) {
            unit[i] = toUnit(colors[i], i % 3);
        }
        return unit;
    }

    /** Whether the box has the same limits in all channels. */
    public boolean isCube() {
        return isGrey(min) && isGrey(max);
    }

    /** The smallest box around this one that has the same limits in all channels. */
    public RgbBox cube() {
        float low = Math.min(min.red(), Math.min(min.green(), min.blue()));
        float high = Math.max(max.red(), Math.max(max.green(), max.blue()));
        return new RgbBox(new Rgb(low, low, low), new Rgb(high, high, high));
    }

    private static boolean isGrey(Rgb color) {
        return color.red() == color.green() && color.red() == color.blue();
    }

    private static float channel(Rgb color, int channel) {
        return switch (channel) {
            case 0 -> color.red();
            case 1 -> color.green();
            default -> color.blue();
        };
    }

    private static void requireOrdered(String channel, float min, float max) {
        if (!(Float.isFinite(min) && Float.isFinite(max) && min < max)) {
            throw new IllegalArgumentException(
                    "domain of %s: minimum %s must be finite and below maximum %s".formatted(channel, min, max));
        }
    }
}
