package dev.lutra.color;

import java.util.Optional;

/**
 * The level of a Hald image. The image is a square of {@code level³} pixels a side. It holds a lattice of {@code
 * level²} points along an axis, row after row, red fastest.
 *
 * @param level the level, 2…16
 */
public record HaldLevel(int level) {

    public static final int MIN = 2;
    public static final int MAX = 16;

    public HaldLevel {
        if (level < MIN || level > MAX) {
            throw new IllegalArgumentException("Hald level %d is not within %d…%d".formatted(level, MIN, MAX));
        }
    }

    /** Pixels along a side of the image. */
    public int side() {
        return level * level * level;
    }

    /** Points along an axis of the lattice. */
    public int cubeSize() {
        return level * level;
    }

    /**
     * The level whose lattice has this many points along an axis; empty unless the number is one of the squares 4, 9,
     * 16 … 256.
     */
    public static Optional<HaldLevel> ofCubeSize(int cubeSize) {
        return of((int) Math.round(Math.sqrt(cubeSize))).filter(level -> level.cubeSize() == cubeSize);
    }

    /**
     * The level whose image has this many pixels a side; empty unless the number is one of the cubes 8, 27, 64 … 4096.
     */
    public static Optional<HaldLevel> ofSide(int side) {
        return of((int) Math.round(Math.cbrt(side))).filter(level -> level.side() == side);
    }

    private static Optional<HaldLevel> of(int level) {
        return level < MIN || level > MAX ? Optional.empty() : Optional.of(new HaldLevel(level));
    }
}
