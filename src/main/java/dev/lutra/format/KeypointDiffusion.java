package dev.lutra.format;

/**
 * The reconstruction of colours from many {@link Keypoints}: lattices of 2, 4, 8 … points along an axis, each of which
 * begins as the one before, resampled. In each the points at keypoints keep their colours, and the others become the
 * mean of two colours, 20 times: those a step towards the nearest keypoint and a step away from it.
 */
final class KeypointDiffusion {

    private static final int FIRST_SIZE = 2;
    private static final int ITERATIONS = 20;
    private static final double WHITE = 255;

    private final Keypoints keypoints;
    private final int channels;

    KeypointDiffusion(Keypoints keypoints) {
        this.keypoints = keypoints;
        channels = keypoints.channels();
    }

    /** The colours of a lattice of {@code size³} points. */
    float[] expand(int size) {
        int current = Math.min(FIRST_SIZE, size);
        float[] colors = diffused(new float[current * current * current * channels], current);
        while (current < size) {
            int next = Math.min(2 * current, size);
            colors = diffused(resampled(colors, current, next), next);
            current = next;
        }
        return colors;
    }

    private float[] diffused(float[] start, int size) {
        int points = size * size * size;
        var known = new int[points];
        float[] colorsThere = colorsAtKeypoints(known, size);
        var distances = new KeypointDistances(known, size);
        float[] colors = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            keepKnown(colors, colorsThere, known);
            colors = means(colors, known, distances, size);
        }
        keepKnown(colors, colorsThere, known);
        return colors;
    }

    /**
     * The mean colours of the keypoints that are nearest to each point.
     *
     * @param known receives the number of these keypoints
     */
    private float[] colorsAtKeypoints(int[] known, int size) {
        var sums = new double[known.length * channels];
        double scale = (size - 1) / WHITE;
        for (int i = 0; i < keypoints.count(); i++) {
            int point = place(i, 0, scale) + size * (place(i, 1, scale) + size * place(i, 2, scale));
            known[point]++;
            for (int channel = 0; channel < channels; channel++) {
                sums[point * channels + channel] += keypoints.color(i, channel);
            }
        }
        var means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / Math.max(known[i / channels], 1));
        }
        return means;
    }

    private int place(int keypoint, int axis, double scale) {
        return (int) Math.floor(keypoints.input(keypoint, axis) * scale + 0.5);
    }

    private void keepKnown(float[] colors, float[] colorsThere, int[] known) {
        for (int i = 0; i < colors.length; i++) {
            if (known[i / channels] > 0) {
                colors[i] = colorsThere[i];
            }
        }
    }

    private float[] means(float[] colors, int[] known, KeypointDistances distances, int size) {
        var means = new float[colors.length];
        var sampler = new CubicSampler(colors, channels, size);
        var step = new double[3];
        for (int point = 0; point < known.length; point++) {
            if (known[point] == 0) {
                distances.direction(point, step);
                sampler.add(point, step, 1, means);
                sampler.add(point, step, -1, means);
            }
        }
        return means;
    }

    /** The colours of another lattice, by trilinear interpolation. */
    private float[] resampled(float[] colors, int size, int next) {
        var resampled = new float[next * next * next * channels];
        double scale = (size - 1.0) / (next - 1);
        for (int i = 0; i < next * next * next; i++) {
            int line = i / next;
            int slice = line / next;
            double x = i % next * scale;
            double y = line % next * scale;
            double z = slice * scale;
            for (int corner = 0; corner < 8; corner++) {
                int right = corner & 1;
                int down = corner >> 1 & 1;
                int deep = corner >> 2;
                double weight = weight(x, right) * weight(y, down) * weight(z, deep);
                if (weight > 0) {
                    int from = (int) x + right + size * ((int) y + down + size * ((int) z + deep));
                    for (int channel = 0; channel < channels; channel++) {
                        resampled[i * channels + channel] += (float) (weight * colors[from * channels + channel]);
                    }
                }
            }
        }
        return resampled;
    }

    private static double weight(double place, int next) {
        double fraction = place - (int) place;
        return next == 1 ? fraction : 1 - fraction;
    }
}
