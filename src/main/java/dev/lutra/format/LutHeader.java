package dev.lutra.format;

import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its lattice before the lattice.
 *
 * @param title the title for people, for formats that have one
 * @param domain the inputs that the lattice spans, for formats that {@linkplain LutLayout#holdsDomain store it}; 0…1
 *     for the others
 * @param shaper the curves before the lattice, whose outputs are the inputs of the lattice, for formats that
 *     {@linkplain LutLayout#holdsShaper have them}; null for the others, and if there are none
 * @param exact whether the values are exact, so that text gives each as many digits as it needs; otherwise 6 decimals
 */
public record LutHeader(
        @Nullable String title, RgbBox domain, @Nullable Shaper shaper, boolean exact) {

    /** The header of a lattice without a shaper, of values that are not exact. */
    public static LutHeader of(@Nullable String title, RgbBox domain) {
        return new LutHeader(title, domain, null, false);
    }

    /**
     * The shaper for formats whose lattice always spans 0…1: it maps inputs to 0…1, whether this header has a shaper or
     * only a domain.
     *
     * @return empty if the inputs are 0…1 and there is no shaper
     */
    Optional<Shaper> unitShaper() {
        if (shaper == null) {
            return domain.isUnit() ? Optional.empty() : Optional.of(Shaper.toUnit(domain));
        }
        return Optional.of(domain.isUnit() ? shaper : shaper.relativeTo(domain));
    }
}
