package dev.lutra.codec;

/**
 * What is transformed: differences of colours along axes on which equal steps look about equally large.
 *
 * <p>The axes are the eigenvectors of the mean of JᵀJ, J being the derivatives of CIELAB by encoded sRGB, scaled by the roots of their
 * eigenvalues; the mean is over the outputs of the film looks. A unit is thus about a ΔE76 of 1. A monochrome look has one axis,
 * grey.
 */
final class Signal {

    /** Signal by RGB in 1/255, a row for each axis. */
    private static final float[][] FROM_RGB = {
        {0.11928792f, -0.66366547f, 0.45601404f},
        {0.32894573f, -0.11412527f, -0.25214195f},
        {-0.1327641f, -0.10898109f, -0.12387741f}
    };

    /** The inverse: RGB in 1/255 by signal. */
    private static final float[][] TO_RGB = {
        {0.18002186f, 1.7799571f, -2.9602602f},
        {-1.0015623f, -0.61754286f, -2.4299669f},
        {0.68818772f, -1.3643643f, -2.762112f}
    };

    /** Signal by grey in 1/255: how long the grey axis is on the others. */
    private static final float FROM_GREY = 0.378f;

    private Signal() {}

    /** RGB in 1/255 by signal: a row for each channel of the look, a column for each of the signal. */
    static float[][] toRgb(boolean monochrome) {
        return monochrome ? new float[][] {{1 / FROM_GREY}} : TO_RGB;
    }

    /** Signal by RGB in 1/255. */
    static float[][] fromRgb(boolean monochrome) {
        return monochrome ? new float[][] {{FROM_GREY}} : FROM_RGB;
    }

    /**
     * Multiplies planes by a matrix.
     *
     * @param planes a plane for each column of the matrix, all of one length
     * @return a plane for each row
     */
    static float[][] multiply(float[][] matrix, float[][] planes) {
        var products = new float[matrix.length][planes[0].length];
        for (int row = 0; row < matrix.length; row++) {
            float[] product = products[row];
            for (int column = 0; column < planes.length; column++) {
                float factor = matrix[row][column];
                float[] plane = planes[column];
                for (int i = 0; i < product.length; i++) {
                    product[i] += factor * plane[i];
                }
            }
        }
        return products;
    }
}
