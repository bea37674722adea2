package dev.lutra.format;

import java.io.IOException;

/** Writes a lattice as lines of three numbers, blue fastest. */
class BlueFastestRows extends BlueFastestWriter {

    private final NumberText text;

    BlueFastestRows(NumberText text, int size) {
        super(text, size);
        this.text = text;
    }

    @Override
    final void point(int red, int green, int blue, float[] lattice, int at) throws IOException {
        text.number(lattice[at], ' ');
        text.number(lattice[at + 1], ' ');
        text.number(lattice[at + 2], '\n');
    }
}
