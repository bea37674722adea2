package dev.lutra.problem;

/**
 * A parameter, property or header that is wrong.
 *
 * @param field its name; a property of a body with its path, such as {@code luts[2]}
 * @param code stable, for programs
 * @param detail for people
 */
public record FieldFault(String field, String code, String detail) implements Fault {}
