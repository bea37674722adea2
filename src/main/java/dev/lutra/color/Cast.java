package dev.lutra.color;

/**
 * A tint: the distance of a colour from grey, or between two colours.
 *
 * @param a its a*
 * @param b its b*
 */
record Cast(double a, double b) {

    /**
     * The part of it in a direction.
     *
     * @param hue the direction in degrees, from red
     */
    double along(double hue) {
        return a * Math.cos(Math.toRadians(hue)) + b * Math.sin(Math.toRadians(hue));
    }

    double chroma() {
        return Math.sqrt(a * a + b * b);
    }

    /** The angle between the hues of two casts in degrees, 0…180. */
    double degreesTo(Cast other) {
        double angle = Math.abs(Math.atan2(b, a) - Math.atan2(other.b, other.a));
        return Math.toDegrees(Math.min(angle, 2 * Math.PI - angle));
    }
}
