package dev.lutra.color;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A word for what a look does. Lutra finds the traits of a look itself; they are not its tags, which people give.
 *
 * <p>The limits were set by eye, on photographs through the 293 looks of the shipped film model, so that a trait names
 * what stands out: each of them fits a few looks in a hundred, up to one in four.
 */
public enum Trait {
    /** It hardly changes a photograph: a mean ΔE76 of 3 at most from what goes in. */
    NEUTRAL {
        @Override
        boolean fits(LookMeasures look) {
            return look.change() <= 3;
        }
    },

    /** Black and white, plain or toned: at most 6 % of the chroma is left, measured from the tint of the greys. */
    MONOCHROME {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().saturation() <= MONOCHROME_UP_TO;
        }
    },

    /** It shifts photographs towards orange: a warmth of 4 or more, and not mainly another tint. */
    WARM {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().warmth() >= 4 && look.isMainlyTemperature();
        }
    },

    /** It shifts photographs towards blue: a warmth of −4 or less, and not mainly another tint. */
    COOL {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().warmth() <= -4 && look.isMainlyTemperature();
        }
    },

    /** It shifts photographs towards green: by 6 or more across the axis of warmth, and not mainly along it. */
    GREEN_TINT {
        @Override
        boolean fits(LookMeasures look) {
            return look.tint() >= 6 && look.isMainlyTint();
        }
    },

    /** It shifts photographs towards magenta: by 6 or more across the axis of warmth, and not mainly along it. */
    MAGENTA_TINT {
        @Override
        boolean fits(LookMeasures look) {
            return look.tint() <= -6 && look.isMainlyTint();
        }
    },

    /** Mid-tones are at least 1.25 times as steep, as by a strong S-curve. */
    HIGH_CONTRAST {
        @Override
        boolean fits(LookMeasures look) {
            return look.steepness() >= 1.25;
        }
    },

    /** Mid-tones are at most 0.88 times as steep: flat. */
    LOW_CONTRAST {
        @Override
        boolean fits(LookMeasures look) {
            return look.steepness() <= 0.88;
        }
    },

    /** Black is lifted to an L* of 10 or more, which makes shadows milky, as on an old print. No negative is faded. */
    FADED {
        @Override
        boolean fits(LookMeasures look) {
            return look.black() >= 10 && look.character().contrast() > 0;
        }
    },

    /** Colours have at least 1.15 times the chroma. */
    SATURATED {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().saturation() >= 1.15;
        }
    },

    /** Colours have at most 0.75 of their chroma, but some. */
    MUTED {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().saturation() <= 0.75 && !MONOCHROME.fits(look);
        }
    },

    /** Photographs get lighter: by 7 in L* or more. */
    BRIGHT {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().lightness() >= 7;
        }
    },

    /** Photographs get darker: by 7 in L* or more. */
    DARK {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().lightness() <= -7;
        }
    },

    /**
     * Shadows and highlights have different tints, as in cross-processed film: both of a chroma of 5 or more, and 60°
     * of hue or more apart.
     */
    SPLIT_TONED {
        @Override
        boolean fits(LookMeasures look) {
            return look.shadows().chroma() >= 5
                    && look.highlights().chroma() >= 5
                    && look.shadows().degreesTo(look.highlights()) >= 60;
        }
    },

    /** Dark becomes light: L* of mid-tones falls where it rose. */
    NEGATIVE {
        @Override
        boolean fits(LookMeasures look) {
            return look.character().contrast() < 0;
        }
    };

    private static final double MONOCHROME_UP_TO = 0.06;

    abstract boolean fits(LookMeasures look);

    /** The traits of a look, in the order of this list. */
    static List<Trait> of(LookMeasures look) {
        return Arrays.stream(values()).filter(trait -> trait.fits(look)).toList();
    }

    /** Finds a trait by its {@link #toString name}. */
    public static Optional<Trait> byName(String name) {
        return Arrays.stream(values())
                .filter(trait -> trait.toString().equals(name))
                .findFirst();
    }

    /** The trait as users see it, such as {@code high-contrast}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
