package dev.lutra.network.learn;

import java.util.Locale;

/** How much work an encoding is. */
public enum Effort {
    NORMAL,
    /** More refinements, or iterations where there are none: about twice the time, for a somewhat smaller error. */
    HIGH;

    /** Returns {@code normal} or {@code high}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
