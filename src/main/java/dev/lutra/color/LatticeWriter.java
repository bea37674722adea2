package dev.lutra.color;

import java.io.Closeable;

/** Writes a lattice somewhere; what it holds back it writes when it is closed. */
public interface LatticeWriter extends LatticeSink, Closeable {}
