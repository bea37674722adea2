package dev.lutra.network.engine;

import dev.lutra.color.Lab;
import dev.lutra.color.SrgbToLab;

/**
 * The loss in L*a*b*: √(ΔE76² + ε²) − ε, in units of ΔE76, of outputs 0…1 that are interpreted as encoded sRGB. It is
 * the mean over colours.
 *
 * <p>Outputs are not clipped. They exceed 0…1 by at most a twentieth, where the curves continue, so that the loss draws
 * these outputs back. A variant that clips there, with only inward gradients, made less difference than another seed.
 */
public final class LabLoss {

    /**
     * The value where the loss changes from quadratic to linear, so that it has a gradient at 0. The values 0.3 and 3
     * were not better.
     */
    public static final double EPSILON = 1;

    private LabLoss() {}

    /**
     * Computes the loss of one colour and its gradient.
     *
     * @param rgb the output, one triple
     * @param target the target colours, triples
     * @param from the index of the red value in {@code target}
     * @param gradient receives the derivatives with respect to the channels of the output
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

        // Backwards through the same steps, by the chain rule.
        double byX = 500 * a / distance * SrgbToLab.rootDerivative(x, rootX);
        double byY = (116 * lightness - 500 * a + 200 * b) / distance * SrgbToLab.rootDerivative(y, rootY);
        double byZ = -200 * b / distance * SrgbToLab.rootDerivative(z, rootZ);
        gradient[0] = (float) (along(1, 0, 0, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[0], red));
        gradient[1] = (float) (along(0, 1, 0, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[1], green));
        gradient[2] = (float) (along(0, 0, 1, byX, byY, byZ) * SrgbToLab.linearDerivative(rgb[2], blue));
        return distance - EPSILON;
    }

    /** The derivative with respect to one linear channel, through its column of the matrix. */
    private static double along(double red, double green, double blue, double byX, double byY, double byZ) {
        return SrgbToLab.x(red, green, blue) * byX
                + SrgbToLab.y(red, green, blue) * byY
                + SrgbToLab.z(red, green, blue) * byZ;
    }
}
