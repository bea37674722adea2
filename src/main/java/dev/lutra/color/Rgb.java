package dev.lutra.color;

/** Three channel values: a colour, or a limit for each channel. Any unit; 0…1 unless said otherwise. */
public record Rgb(float red, float green, float blue) {

    public static final Rgb BLACK = new Rgb(0, 0, 0);
    public static final Rgb WHITE = new Rgb(1, 1, 1);
}
