package dev.lutra.network.learn;

import java.time.Duration;

/**
 * The progress of a run.
 *
 * @param iteration the number of iterations that are done
 * @param iterations the number of all iterations
 * @param loss the loss, smoothed over the last iterations
 * @param deltaE76 the mean ΔE76 over the colours of the last iteration
 * @param samplesPerSecond LUTs × colours per second since the start of this run
 * @param remaining the estimated remaining time
 */
public record Progress(
        int iteration, int iterations, double loss, double deltaE76, double samplesPerSecond, Duration remaining) {}
