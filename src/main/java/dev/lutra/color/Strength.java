package dev.lutra.color;

/** The mix of a LUT with the identity, linear in output values. */
public final class Strength {

    private Strength() {}

    /**
     * Mixes a value.
     *
     * @param neutral the value of the identity
     * @param value the value of the LUT
     * @param strength the share of the LUT, 0…1
     */
    public static float mix(float neutral, float value, float strength) {
        // The difference of two floats may exceed the range of a float, so the mix uses double.
        return (float) (neutral + strength * ((double) value - neutral));
    }
}
