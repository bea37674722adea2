package dev.lutra.web;

/**
 * One entry of {@code errors} in a problem.
 *
 * @param field the parameter or property at fault
 * @param code stable, for programs
 * @param detail for people
 */
record Fault(String field, String code, String detail) {}
