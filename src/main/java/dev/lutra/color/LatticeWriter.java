package dev.lutra.color;

import java.io.Closeable;

/** Writes a lattice. It may buffer points until it is closed. */
public interface LatticeWriter extends LatticeSink, Closeable {}
