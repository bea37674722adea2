package dev.lutra.library;

import java.util.List;

/**
 * A part of a list of LUTs.
 *
 * @param items at most {@code size} LUTs
 * @param page 0 for the first
 * @param size items of a full page
 * @param total LUTs on all pages
 */
public record LutPage(List<LibraryLut> items, int page, int size, int total) {}
