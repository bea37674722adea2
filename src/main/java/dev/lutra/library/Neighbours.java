package dev.lutra.library;

import java.util.List;

/**
 * One page of the LUTs that are similar to a look.
 *
 * @param items at most {@code size} LUTs, the nearest first
 * @param page the number of the page, from 0
 * @param size the number of items on a full page
 * @param total the number of LUTs on all pages
 */
public record Neighbours(List<Neighbour> items, int page, int size, int total) {

    /**
     * A LUT that is similar to a look.
     *
     * @param distance the mean ΔE76 between the two, over the colours at which looks are compared
     */
    public record Neighbour(LibraryLut lut, double distance) {}
}
