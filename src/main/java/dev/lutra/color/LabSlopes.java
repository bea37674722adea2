package dev.lutra.color;

/** Lab of an encoded sRGB colour, with its slopes. One is reused for many colours; not for use by several threads. */
public final class LabSlopes {

    /** L*, a*, b*. */
    final double[] lab = new double[3];

    /** Their derivatives by red, green and blue, a row for each of L*, a*, b*. */
    final double[][] slopes = new double[3][3];

    private final double[] curve = new double[3];

    /**
     * The slope of a coordinate at the colour that was taken last.
     *
     * @param coordinate 0 for L*, 1 for a*, 2 for b*
     * @param channel 0 for red, 1 for green, 2 for blue
     */
    public double slope(int coordinate, int channel) {
        return slopes[coordinate][channel];
    }

    /** Takes Lab and its slopes at a colour; beyond 0…1 the curves go on. */
    public void at(double red, double green, double blue) {
        double r = SrgbToLab.linear(red);
        double g = SrgbToLab.linear(green);
        double b = SrgbToLab.linear(blue);
        curve[0] = SrgbToLab.linearSlope(red, r);
        curve[1] = SrgbToLab.linearSlope(green, g);
        curve[2] = SrgbToLab.linearSlope(blue, b);
        double x = SrgbToLab.x(r, g, b);
        double y = SrgbToLab.y(r, g, b);
        double z = SrgbToLab.z(r, g, b);
        double rootX = SrgbToLab.root(x);
        double rootY = SrgbToLab.root(y);
        double rootZ = SrgbToLab.root(z);
        lab[0] = 116 * rootY - 16;
        lab[1] = 500 * (rootX - rootY);
        lab[2] = 200 * (rootY - rootZ);
        double slopeX = SrgbToLab.rootSlope(x, rootX);
        double slopeY = SrgbToLab.rootSlope(y, rootY);
        double slopeZ = SrgbToLab.rootSlope(z, rootZ);
        for (int channel = 0; channel < 3; channel++) {
            double isRed = channel == 0 ? 1 : 0;
            double isGreen = channel == 1 ? 1 : 0;
            double isBlue = channel == 2 ? 1 : 0;
            double byX = slopeX * SrgbToLab.x(isRed, isGreen, isBlue) * curve[channel];
            double byY = slopeY * SrgbToLab.y(isRed, isGreen, isBlue) * curve[channel];
            double byZ = slopeZ * SrgbToLab.z(isRed, isGreen, isBlue) * curve[channel];
            slopes[0][channel] = 116 * byY;
            slopes[1][channel] = 500 * (byX - byY);
            slopes[2][channel] = 200 * (byY - byZ);
        }
    }
}
