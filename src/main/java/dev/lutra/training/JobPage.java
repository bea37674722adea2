package dev.lutra.training;

import java.util.List;

/**
 * A part of the list of training jobs.
 *
 * @param items at most {@code size} jobs, the newest first
 * @param page 0 for the first
 * @param size the number of items on a full page
 * @param total jobs on all pages
 */
public record JobPage(List<Job> items, int page, int size, int total) {}
