package dev.lutra.library;

import java.util.List;

/**
 * One page of a list of LUTs.
 *
 * @param items at most {@code size} LUTs
 * @param page the number of the page, from 0
 * @param size the number of items on a full page
 * @param total the number of LUTs on all pages
 */
public record LutPage(List<LibraryLut> items, int page, int size, int total) {}
