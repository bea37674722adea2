package dev.lutra.color;

/**
 * Computes Lab of an encoded sRGB colour and its derivatives. One instance serves many colours, one after another. Not
 * thread-safe.
 */
public final class LabDerivatives {

    /** The current L*, a* and b*. */
    final double[] lab = new double[3];

    /** The derivatives with respect to red, green and blue; one row each for L*, a* and b*. */
    final double[][] derivatives = new double[3][3];

    private final double[] curve = new double[3];

    /**
     * The derivative of a coordinate at the last colour.
     *
     * @param coordinate 0 for L*, 1 for a*, 2 for b*
     * @param channel 0 for red, 1 for green, 2 for blue
     */
    public double derivative(int coordinate, int channel) {
        return derivatives[coordinate][channel];
    }

    /** Computes Lab and its derivatives at a colour. The curves continue outside 0…1. */
    public void at(double red, double green, double blue) {
        double r = SrgbToLab.linear(red);
        double g = SrgbToLab.linear(green);
        double b = SrgbToLab.linear(blue);
        curve[0] = SrgbToLab.linearDerivative(red, r);
        curve[1] = SrgbToLab.linearDerivative(green, g);
        curve[2] = SrgbToLab.linearDerivative(blue, b);
        double x = SrgbToLab.x(r, g, b);
        double y = SrgbToLab.y(r, g, b);
        double z = SrgbToLab.z(r, g, b);
        double rootX = SrgbToLab.root(x);
        double rootY = SrgbToLab.root(y);
        double rootZ = SrgbToLab.root(z);
        lab[0] = 116 * rootY - 16;
        lab[1] = 500 * (rootX - rootY);
        lab[2] = 200 * (rootY - rootZ);
        double byRootX = SrgbToLab.rootDerivative(x, rootX);
        double byRootY = SrgbToLab.rootDerivative(y, rootY);
        double byRootZ = SrgbToLab.rootDerivative(z, rootZ);
        for (int channel = 0; channel < 3; channel++) {
            double isRed = channel == 0 ? 1 : 0;
            double isGreen = channel == 1 ? 1 : 0;
            double isBlue = channel == 2 ? 1 : 0;
            double byX = byRootX * SrgbToLab.x(isRed, isGreen, isBlue) * curve[channel];
            double byY = byRootY * SrgbToLab.y(isRed, isGreen, isBlue) * curve[channel];
            double byZ = byRootZ * SrgbToLab.z(isRed, isGreen, isBlue) * curve[channel];
            derivatives[0][channel] = 116 * byY;
            derivatives[1][channel] = 500 * (byX - byY);
            derivatives[2][channel] = 200 * (byY - byZ);
        }
    }
}
