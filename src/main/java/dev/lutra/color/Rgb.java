package dev.lutra.color;

/** Three channel values: a colour, or one limit per channel. Values are in 0…1 unless stated otherwise. */
public record Rgb(float red, float green, float blue) {

    public static final Rgb BLACK = new Rgb(0, 0, 0);
    public static final Rgb WHITE = new Rgb(1, 1, 1);
}
