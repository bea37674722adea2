package dev.lutra.network.learn;

import java.time.Duration;

/**
 * How far a run has come.
 *
 * @param iteration done so far
 * @param iterations in all
 * @param loss smoothed over the last iterations
 * @param deltaE76 mean ΔE76 over the colours of the last iteration
 * @param samplesPerSecond LUTs × colours learned from in a second, since this run began
 * @param remaining estimate of the time left
 */
public record Progress(
        int iteration, int iterations, double loss, double deltaE76, double samplesPerSecond, Duration remaining) {}
