package dev.lutra.pair;

/**
 * A doubt about a look from a pair.
 *
 * @param code a stable code for programs
 * @param detail a description for people
 */
public record PairWarning(String code, String detail) {}
