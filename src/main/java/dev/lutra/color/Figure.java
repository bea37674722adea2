package dev.lutra.color;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Rounds measured numbers for answers to four significant digits; further digits carry no information. */
public final class Figure {

    private static final MathContext SHOWN = new MathContext(4);

    private Figure() {}

    /** Rounds a number. A number that is not finite stays unchanged. */
    public static double of(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SHOWN).doubleValue() : value;
    }

    /** Rounds a number that may be missing. */
    public static @Nullable Double of(@Nullable Double value) {
        return value == null ? null : (Double) of(value.doubleValue());
    }
}
