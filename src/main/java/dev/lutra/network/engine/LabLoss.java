package dev.lutra.network.engine;

import dev.lutra.color.Lab;
import dev.lutra.color.SrgbToLab;

/**
 * The loss in L*a*b*: √(ΔE76² + ε²) − ε, in units of ΔE76, of outputs 0…1 taken as encoded sRGB. Mean over colours.
 *
 * <p>Outputs are not clipped: beyond 0…1, where they reach by a twentieth at most, the curves go on, so that what is
 * outside is drawn back. Clipping there, with a gradient that leads inwards only, changed less than another seed did.
 */
public final class LabLoss {

    /** Where the loss turns from quadratic to linear, so that it has a gradient at 0; 0.3 and 3 did no better. */
    public static final double EPSILON = 1;

    private LabLoss() {}

    /**
     * Takes the loss of one colour and its gradient.
     *
     * @param rgb the output, one triple
     * @param target what it should be, triples
     * @param from index of its red in {@code target}
     * @param gradient receives the derivatives by the output's channels
     */
    public static double gradient(float[] rgb, float[] target, int from, float[] gradient) {
        double red = SrgbToLab.linear(rgb[0]);
        double green = SrgbToLab.linear(rgb[1]);
        double blue = SrgbToLab.linear(rgb[2]);
        double x = SrgbToLab.x(red, green, blue);
        double y = SrgbToLab.y(red, green, blue);
        double z = SrgbToLab.z(red, green, blue);
        double rootX = SrgbToLab.root(x);
        double rootY = SrgbToLab.root(y);
        double rootZ = SrgbToLab.root(z);
        Lab wanted = Lab.ofSrgb(target, from);
        double lightness = 116 * rootY - 16 - wanted.lightness();
        double a = 500 * (rootX - rootY) - wanted.a();
        double b = 200 * (rootY - rootZ) - wanted.b();
        double distance = Math.sqrt(lightness * lightness + a * a + b * b + EPSILON * EPSILON);

        // Back along the same way: each step's slope times what has come so far.
        double byX = 500 * a / distance * SrgbToLab.rootDerivative(x, rootX);
        double byY = (116 * lightness - 500 * a + 200 * b) / distance * SrgbToLab.rootDerivative(y, rootY);
        double byZ = -200 * b / distance * SrgbToLab.rootDerivative(z, rootZ);
        gradient[0] = (float) (along(1, 0, 0, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[0], red));
        gradient[1] = (float) (along(0, 1, 0, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[1], green));
        gradient[2] = (float) (along(0, 0, 1, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[2], blue));
        return distance - EPSILON;
    }

    /** Along one linear channel, through its column of the matrix. */
    private static double along(double red, double green, double blue, double byX, double byY, double byZ) {
        return SrgbToLab.x(red, green, blue) * byX
                + SrgbToLab.y(red, green, blue) * byY
                + SrgbToLab.z(red, green, blue) * byZ;
    }
}
