package dev.lutra.color;

import java.io.IOException;

/**
 * A 3D LUT: a colour map sampled at {@code size × size × size} points that are evenly spaced over a {@link RgbBox}.
 *
 * <p>The lattice is never copied, neither by the constructor nor by {@link #lattice}, and must not be changed.
 */
public final class Lut3d {

    /** The smallest lattice that the Iridas/Adobe cube format permits, in points along an axis. */
    public static final int MIN_SIZE = 2;

    /** The largest lattice that the Iridas/Adobe cube format permits, in points along an axis. */
    public static final int MAX_SIZE = 256;

    private final int size;
    private final RgbBox domain;
    private final float[] lattice;
    private final double redMin;
    private final double redScale;
    private final double greenMin;
    private final double greenScale;
    private final double blueMin;
    private final double blueScale;

    /**
     * Wraps a lattice.
     *
     * @param size the number of points along an axis, 2…256
     * @param domain the box of inputs from the first to the last points
     * @param lattice {@code 3 * size³} values: RGB triples, red fastest, then green, then blue; any range
     * @throws IllegalArgumentException if the size is out of range or the length does not fit it
     */
    public Lut3d(int size, RgbBox domain, float[] lattice) {
        int points = Lattice.points(size);
        if (lattice.length != 3 * points) {
            throw new IllegalArgumentException(
                    "a lattice of size %d has %d values, not %d".formatted(size, 3 * points, lattice.length));
        }
        this.size = size;
        this.domain = domain;
        this.lattice = lattice;
        redMin = domain.low(0);
        redScale = (size - 1) / domain.extent(0);
        greenMin = domain.low(1);
        greenScale = (size - 1) / domain.extent(1);
        blueMin = domain.low(2);
        blueScale = (size - 1) / domain.extent(2);
    }

    /** The identity over 0…1. */
    public static Lut3d identity(int size) {
        return identity(size, RgbBox.UNIT);
    }

    /** The identity over a box. */
    public static Lut3d identity(int size, RgbBox domain) {
        int points = Lattice.points(size);
        var lattice = new float[3 * points];
        Lattice.coordinates(size, domain, 0, points, lattice);
        return new Lut3d(size, domain, lattice);
    }

    /** Passes the points of a lattice to a sink, in order. */
    public interface Filler {

        void fill(LatticeSink sink) throws IOException;
    }

    /**
     * Collects a lattice.
     *
     * @param size the number of points along an axis, 2…256
     * @param domain the box of inputs that the lattice spans
     * @throws IOException if the filler throws it
     */
    public static Lut3d filledBy(int size, RgbBox domain, Filler filler) throws IOException {
        var lattice = new float[3 * Lattice.points(size)];
        var filled = new int[1];
        filler.fill((rgb, points) -> {
            System.arraycopy(rgb, 0, lattice, filled[0], 3 * points);
            filled[0] += 3 * points;
        });
        return new Lut3d(size, domain, lattice);
    }

    /** The number of points along an axis. */
    public int size() {
        return size;
    }

    public RgbBox domain() {
        return domain;
    }

    /** The RGB triples, red fastest. This is the array itself, not a copy. */
    public float[] lattice() {
        return lattice;
    }

    /** The number of points, {@code size³}. */
    public int points() {
        return lattice.length / 3;
    }

    /**
     * Samples this LUT on another lattice over the same domain, by tetrahedral interpolation.
     *
     * @param size the number of points along an axis, 2…256
     * @return this LUT itself if it has that size already
     */
    public Lut3d resample(int size) {
        if (size == this.size) {
            return this;
        }
        int points = Lattice.points(size);
        var resampled = new float[3 * points];
        Lattice.coordinates(size, domain, 0, points, resampled);
        Interpolation.TETRAHEDRAL.apply(this, resampled, resampled, points);
        return new Lut3d(size, domain, resampled);
    }

    /** The position of an input on the red axis, 0…size − 1; inputs outside the domain are clamped. */
    float redPosition(float red) {
        return position((red - redMin) * redScale);
    }

    float greenPosition(float green) {
        return position((green - greenMin) * greenScale);
    }

    float bluePosition(float blue) {
        return position((blue - blueMin) * blueScale);
    }

    private float position(double steps) {
        // Math.clamp handles negative zero, which would take a large part of the time of a lookup.
        return steps > 0 ? (float) (steps < size - 1 ? steps : size - 1) : 0;
    }
}
