package dev.lutra.format.process;

/**
 * A logarithm with a slope and an offset on both sides, as in S-2014-006, the specification of the Common LUT Format,
 * "Log":
 *
 * <pre>
 * log = logSideSlope · log_base(linSideSlope · lin + linSideOffset) + logSideOffset
 * </pre>
 *
 * @param base above 0 and not 1
 * @param logSideSlope not 0
 * @param linSideSlope not 0
 */
public record Logarithm(
        double base, double logSideSlope, double logSideOffset, double linSideSlope, double linSideOffset) {

    /** The log of 0 is that of this number: the least normal float. */
    private static final double LEAST = Float.MIN_NORMAL;

    /** The plain logarithm to a base. */
    public static Logarithm of(double base) {
        return new Logarithm(base, 1, 0, 1, 0);
    }

    /** From linear to logarithmic values. */
    public double log(double linear) {
        return logSideSlope * Math.log(Math.max(linSideSlope * linear + linSideOffset, LEAST)) / Math.log(base)
                + logSideOffset;
    }

    /** From logarithmic to linear values. */
    public double linear(double log) {
        return (Math.pow(base, (log - logSideOffset) / logSideSlope) - linSideOffset) / linSideSlope;
    }

    /** A straight line below a break, as cameras have. */
    public Camera below(double linSideBreak) {
        double slope = logSideSlope * linSideSlope / ((linSideSlope * linSideBreak + linSideOffset) * Math.log(base));
        return below(linSideBreak, slope);
    }

    /**
     * A straight line of a slope below a break.
     *
     * @param slope not 0
     */
    public Camera below(double linSideBreak, double slope) {
        return new Camera(this, linSideBreak, slope, log(linSideBreak) - slope * linSideBreak);
    }

    /**
     * A logarithm that is straight below a break.
     *
     * @param linSideBreak the linear value of the break
     * @param slope of the straight part
     * @param offset of the straight part: its logarithmic value at 0
     */
    public record Camera(Logarithm curve, double linSideBreak, double slope, double offset) {

        /** From linear to logarithmic values. */
        public double log(double linear) {
            return linear <= linSideBreak ? slope * linear + offset : curve.log(linear);
        }

        /** From logarithmic to linear values. */
        public double linear(double log) {
            return log <= slope * linSideBreak + offset ? (log - offset) / slope : curve.linear(log);
        }
    }
}
