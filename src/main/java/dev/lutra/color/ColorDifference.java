package dev.lutra.color;

/** Colour differences. A difference of about 1 is just visible side by side. */
public final class ColorDifference {

    private static final double POW_25_7 = 6103515625.0;

    private ColorDifference() {}

    /** The CIE 1976 difference: the Euclidean distance in L*a*b*. */
    public static double deltaE76(Lab one, Lab other) {
        double lightness = one.lightness() - other.lightness();
        double a = one.a() - other.a();
        double b = one.b() - other.b();
        return Math.sqrt(lightness * lightness + a * a + b * b);
    }

    /**
     * The CIEDE2000 difference with kL = kC = kH = 1, after Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference
     * Formula: Implementation Notes, Supplementary Test Data, and Mathematical Observations", Color Research and
     * Application 30 (2005), equations 2 to 22.
     */
    public static double ciede2000(Lab one, Lab other) {
        return ciede2000(one.lightness(), one.a(), one.b(), other.lightness(), other.a(), other.b());
    }

    private static double ciede2000(double l1, double a1, double b1, double l2, double a2, double b2) {
        double stretch = 1 + 0.5 * (1 - chromaRatio((chroma(a1, b1) + chroma(a2, b2)) / 2));
        double stretched1 = stretch * a1;
        double stretched2 = stretch * a2;
        double c1 = chroma(stretched1, b1);
        double c2 = chroma(stretched2, b2);
        double h1 = hue(stretched1, b1);
        double h2 = hue(stretched2, b2);

        double hueStep = h2 - h1;
        double meanHue = (h1 + h2) / 2;
        if (c1 * c2 == 0) {
            hueStep = 0;
            meanHue = h1 + h2;
        } else if (Math.abs(hueStep) > Math.PI) {
            hueStep -= Math.copySign(2 * Math.PI, hueStep);
            meanHue += meanHue < Math.PI ? Math.PI : -Math.PI;
        }
        double meanLightness = (l1 + l2) / 2 - 50;
        double meanChroma = (c1 + c2) / 2;

        double t = 1
                - 0.17 * Math.cos(meanHue - Math.toRadians(30))
                + 0.24 * Math.cos(2 * meanHue)
                + 0.32 * Math.cos(3 * meanHue + Math.toRadians(6))
                - 0.20 * Math.cos(4 * meanHue - Math.toRadians(63));
        double fromBlue = (meanHue - Math.toRadians(275)) / Math.toRadians(25);
        double rotation = -2 * chromaRatio(meanChroma) * Math.sin(Math.toRadians(60) * Math.exp(-fromBlue * fromBlue));
        double square = meanLightness * meanLightness;
        double lightness = (l2 - l1) / (1 + 0.015 * square / Math.sqrt(20 + square));
        double chroma = (c2 - c1) / (1 + 0.045 * meanChroma);
        double hue = 2 * Math.sqrt(c1 * c2) * Math.sin(hueStep / 2) / (1 + 0.015 * meanChroma * t);
        return Math.sqrt(lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue);
    }

    // Math.hypot is many times slower and guards against overflows that cannot happen here.
    private static double chroma(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }

    private static double chromaRatio(double chroma) {
        double square = chroma * chroma;
        double seventh = square * square * square * chroma;
        return Math.sqrt(seventh / (seventh + POW_25_7));
    }

    /** The hue angle, 0…2π; 0 for a grey. */
    private static double hue(double a, double b) {
        double angle = Math.atan2(b, a);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }
}
