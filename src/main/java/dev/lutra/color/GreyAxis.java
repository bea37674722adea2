package dev.lutra.color;

/** The outputs of a LUT along the grey diagonal of its inputs, and their inverse. */
final class GreyAxis {

    /**
     * The largest spread of the channels of a grey, as a share of the largest extent of the outputs: two 8-bit codes.
     */
    private static final double SPREAD = 2.0 / 255;
    /** A difference in L* that is invisible in 8 bits. */
    private static final double SAME = 0.02;

    private static final int HALVINGS = 40;
    private static final double MIDDLE = 0.5;

    private final Lut3d map;
    private final boolean keepsGreys;
    /** L* of the outputs at the points of the lattice on the diagonal. */
    private final double[] lightness;

    GreyAxis(Lut3d map, RgbBox outputs) {
        this.map = map;
        lightness = new double[map.size()];
        double allowed = SPREAD * Math.max(outputs.extent(0), Math.max(outputs.extent(1), outputs.extent(2)));
        boolean grey = map.domain().isCube();
        for (int i = 0; i < map.size(); i++) {
            float[] rgb = output(i / (map.size() - 1.0));
            lightness[i] = Lab.ofSrgb(rgb, 0).lightness();
            double high = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
            double low = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
            grey &= high - low <= allowed;
        }
        keepsGreys = grey;
    }

    /** Whether the LUT maps greys to greys. */
    boolean keepsGreys() {
        return keepsGreys;
    }

    /**
     * The grey whose output has the nearest lightness. If several greys do, the result is black or white if it is one
     * of them, otherwise the grey nearest to the middle, where clipping begins.
     *
     * @param wanted L*
     * @return a grey, 0…1 over the domain of the LUT
     */
    double input(double wanted) {
        int last = lightness.length - 1;
        if (Math.abs(lightness[0] - wanted) <= SAME) {
            return 0;
        }
        if (Math.abs(lightness[last] - wanted) <= SAME) {
            return 1;
        }
        double best = nearestPoint(wanted);
        boolean crossed = false;
        for (int i = 0; i < last; i++) {
            if ((lightness[i] - wanted) * (lightness[i + 1] - wanted) <= 0) {
                double crossing = crossing(i, wanted);
                if (!crossed || Math.abs(crossing - MIDDLE) < Math.abs(best - MIDDLE)) {
                    best = crossing;
                    crossed = true;
                }
            }
        }
        return best;
    }

    private double nearestPoint(double wanted) {
        int best = 0;
        for (int i = 1; i < lightness.length; i++) {
            if (Math.abs(lightness[i] - wanted) < Math.abs(lightness[best] - wanted)) {
                best = i;
            }
        }
        return best / (lightness.length - 1.0);
    }

    private double crossing(int point, double wanted) {
        double last = lightness.length - 1;
        double below = point / last;
        double above = (point + 1) / last;
        if (lightness[point] == lightness[point + 1]) {
            return Math.clamp(MIDDLE, below, above);
        }
        if (lightness[point] > lightness[point + 1]) {
            double swap = below;
            below = above;
            above = swap;
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (below + above) / 2;
            if (lightness(middle) < wanted) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return (below + above) / 2;
    }

    private double lightness(double level) {
        return Lab.ofSrgb(output(level), 0).lightness();
    }

    private float[] output(double level) {
        float[] input = map.domain().fromUnit(new float[] {(float) level, (float) level, (float) level});
        Interpolation.TETRAHEDRAL.apply(map, input, input, 1);
        return input;
    }
}
