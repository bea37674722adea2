package dev.lutra.format;

/**
 * A LUT that G'MIC has compressed to keypoints: colours of some inputs, from which the others are reconstructed.
 *
 * <p>G'MIC reconstructs in two ways, and tells a decoder by the order of the points which one a file was made for: by
 * diffusion from 320 points on, or if the first point is behind the last one; otherwise by splines. The methods are
 * described in D. Tschumperlé, C. Porquet and A. Mahboubi, "Reconstruction of Smooth 3D Color Functions from Keypoints:
 * Application to Lossy Compression and Exemplar-Based Generation of Color LUTs", SIAM Journal on Imaging Sciences 13
 * (2020).
 */
final class Keypoints {

    private static final int MOST_OF_SPLINES = 319;
    private static final double WHITE = 255;

    /** Colours beyond those of 0…255 by rounding or clipping, but no other range. */
    private static final float MAX_COLOR = 1024;

    private final int count;
    private final int channels;
    private final double[] inputs;
    private final double[] colors;

    /**
     * Takes the points of an image.
     *
     * @param image {@code count} points with 4 or 6 channels
     * @throws InvalidLutFile if an input or a colour is not within 0…255
     */
    Keypoints(CimgFile.Image image) {
        count = image.height();
        channels = image.channels() - 3;
        inputs = new double[3 * count];
        colors = new double[channels * count];
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 3; axis++) {
                float input = image.value(i, axis);
                if (input < 0 || input > WHITE) {
                    throw new InvalidLutFile("gmz-keypoint", "keypoint %d is not within 0…255".formatted(i));
                }
                inputs[3 * i + axis] = input;
            }
            for (int channel = 0; channel < channels; channel++) {
                float color = image.value(i, 3 + channel);
                if (Math.abs(color) > MAX_COLOR) {
                    throw new InvalidLutFile(
                            "gmz-keypoint", "the colour of keypoint %d is not within 0…255".formatted(i));
                }
                colors[channels * i + channel] = color;
            }
        }
    }

    int count() {
        return count;
    }

    /** The values of a colour: 3, or 1 for black and white. */
    int channels() {
        return channels;
    }

    /** An input on an axis, 0…255. */
    double input(int point, int axis) {
        return inputs[3 * point + axis];
    }

    /** A value of a colour, about 0…255. */
    double color(int point, int channel) {
        return colors[channels * point + channel];
    }

    /**
     * The colours of a lattice.
     *
     * @param size the number of points along an axis
     * @return {@code size³} colours of {@link #channels} values, 0…255, red fastest, then green, then blue
     * @throws InvalidLutFile if the points contradict each other
     */
    float[] expand(int size) {
        float[] expanded;
        if (count == 1) {
            expanded = new float[size * size * size * channels];
            for (int i = 0; i < expanded.length; i++) {
                expanded[i] = (float) color(0, i % channels);
            }
        } else if (count > MOST_OF_SPLINES || rank(0) > rank(count - 1)) {
            expanded = new KeypointDiffusion(this).expand(size);
        } else {
            expanded = new KeypointSpline(this).expand(size);
        }
        for (int i = 0; i < expanded.length; i++) {
            if (!Float.isFinite(expanded[i])) {
                throw new InvalidLutFile("gmz-keypoint", "keypoints contradict each other: nothing fits their colours");
            }
            expanded[i] = Math.clamp(expanded[i], 0, (float) WHITE);
        }
        return expanded;
    }

    /** The place of a point in the order that tells the method. */
    private double rank(int point) {
        return input(point, 0) * 65536 + input(point, 1) * 256 + input(point, 2);
    }
}
