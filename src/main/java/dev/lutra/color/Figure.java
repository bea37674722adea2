package dev.lutra.color;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Measured numbers as they are shown: with four significant digits, beyond which none of them says anything. */
public final class Figure {

    private static final MathContext SHOWN = new MathContext(4);

    private Figure() {}

    /** Rounds a number; one that is not finite stays what it is. */
    public static double of(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SHOWN).doubleValue() : value;
    }

    /** The same for a number that may be missing. */
    public static @Nullable Double of(@Nullable Double value) {
        return value == null ? null : (Double) of(value.doubleValue());
    }
}
