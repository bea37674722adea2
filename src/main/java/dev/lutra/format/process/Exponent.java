package dev.lutra.format.process;

import java.util.function.DoubleUnaryOperator;

/**
 * Powers, as in S-2014-006, the specification of the Common LUT Format, "Exponent". A <em>monitor curve</em> is a power
 * with a straight part near black, as in sRGB: it has an offset.
 */
public enum Exponent {
    /** A power; 0 for negative values. */
    BASIC_FWD {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return x -> Math.pow(Math.max(x, 0), exponent);
        }
    },
    BASIC_REV {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return BASIC_FWD.function(1 / exponent, offset);
        }
    },
    /** A power, mirrored at the origin. */
    BASIC_MIRROR_FWD {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return mirrored(BASIC_FWD.function(exponent, offset));
        }
    },
    BASIC_MIRROR_REV {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return mirrored(BASIC_REV.function(exponent, offset));
        }
    },
    /** A power; negative values stay as they are. */
    BASIC_PASS_THRU_FWD {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return x -> x < 0 ? x : Math.pow(x, exponent);
        }
    },
    BASIC_PASS_THRU_REV {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return BASIC_PASS_THRU_FWD.function(1 / exponent, offset);
        }
    },
    /** A monitor curve; straight for negative values too. */
    MON_CURVE_FWD {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            double breakPoint = offset / (exponent - 1);
            double slope = slope(exponent, offset);
            return x -> x < breakPoint ? x * slope : Math.pow((x + offset) / (1 + offset), exponent);
        }
    },
    MON_CURVE_REV {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            double slope = slope(exponent, offset);
            double breakPoint = offset / (exponent - 1) * slope;
            return y -> y < breakPoint ? y / slope : (1 + offset) * Math.pow(y, 1 / exponent) - offset;
        }
    },
    /** A monitor curve, mirrored at the origin. */
    MON_CURVE_MIRROR_FWD {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return mirrored(MON_CURVE_FWD.function(exponent, offset));
        }
    },
    MON_CURVE_MIRROR_REV {
        @Override
        DoubleUnaryOperator function(double exponent, double offset) {
            return mirrored(MON_CURVE_REV.function(exponent, offset));
        }
    };

    /** The least offset, and the least excess of an exponent over 1, with which a monitor curve can be computed. */
    private static final double LEAST = 1e-6;

    /** Whether this is a monitor curve, which has an offset. */
    public boolean hasOffset() {
        return switch (this) {
            case MON_CURVE_FWD, MON_CURVE_REV, MON_CURVE_MIRROR_FWD, MON_CURVE_MIRROR_REV -> true;
            default -> false;
        };
    }

    /**
     * The function of an exponent.
     *
     * @param exponent above 0; of a monitor curve at least 1
     * @param offset at least 0; only used by monitor curves
     */
    public DoubleUnaryOperator of(double exponent, double offset) {
        return hasOffset()
                ? function(Math.max(exponent, 1 + LEAST), Math.max(offset, LEAST))
                : function(exponent, offset);
    }

    abstract DoubleUnaryOperator function(double exponent, double offset);

    /** The slope of the straight part of a monitor curve: that of the power where they meet. */
    private static double slope(double exponent, double offset) {
        return (exponent - 1) / offset * Math.pow(offset * exponent / ((exponent - 1) * (1 + offset)), exponent);
    }

    private static DoubleUnaryOperator mirrored(DoubleUnaryOperator function) {
        return x -> x < 0 ? -function.applyAsDouble(-x) : function.applyAsDouble(x);
    }
}
