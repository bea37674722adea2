package dev.lutra.pair;

/**
 * A doubt about a look from a pair.
 *
 * @param code a stable code for programs
 * @param detail a description for people, in ASCII without quotation marks, so that it can stand in a header
 */
public record PairWarning(String code, String detail) {}
