package dev.lutra.codec;

/**
 * The signal that is transformed: colour differences along axes on which equal steps are about equally visible.
 *
 * <p>The axes are the eigenvectors of the mean of JᵀJ, scaled by the square roots of their eigenvalues. J is the matrix
 * of derivatives of CIELAB with respect to encoded sRGB; the mean is over the outputs of the film looks. One unit is
 * therefore about a ΔE76 of 1. A monochrome look has one axis, grey.
 */
final class Signal {

    /** The matrix from RGB in units of 1/255 to the signal, one row for each axis. */
    private static final float[][] FROM_RGB = {
        {0.11928792f, -0.66366547f, 0.45601404f},
        {0.32894573f, -0.11412527f, -0.25214195f},
        {-0.1327641f, -0.10898109f, -0.12387741f}
    };

    /** The inverse matrix, from the signal to RGB in units of 1/255. */
    private static final float[][] TO_RGB = {
        {0.18002186f, 1.7799571f, -2.9602602f},
        {-1.0015623f, -0.61754286f, -2.4299669f},
        {0.68818772f, -1.3643643f, -2.762112f}
    };

    /** The factor from grey in units of 1/255 to the signal: the length of the grey axis in the signal. */
    private static final float FROM_GREY = 0.378f;

    private Signal() {}

    /**
     * The matrix from the signal to RGB in units of 1/255, one row for each channel of the look and one column for each
     * channel of the signal.
     */
    static float[][] toRgb(boolean monochrome) {
        return monochrome ? new float[][] {{1 / FROM_GREY}} : TO_RGB;
    }

    /** The matrix from RGB in units of 1/255 to the signal. */
    static float[][] fromRgb(boolean monochrome) {
        return monochrome ? new float[][] {{FROM_GREY}} : FROM_RGB;
    }

    /**
     * Multiplies a matrix by planes.
     *
     * @param planes one plane for each column of the matrix, all of the same length
     * @return one plane for each row of the matrix
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
