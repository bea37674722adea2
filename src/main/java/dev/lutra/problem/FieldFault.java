package dev.lutra.problem;

/**
 * An error in a parameter, a property or a header.
 *
 * @param field the name; for a property of a body its path, such as {@code luts[2]}
 * @param code a stable code for programs
 * @param detail a description for people
 */
public record FieldFault(String field, String code, String detail) implements Fault {}
