package dev.lutra.network.learn.synthetic;

/**
 * Operations on hue and saturation, and on all channels at once. The figures are for strength 1, in units of the
 * channels (0…1), and σ is the standard deviation of a normal distribution.
 */
final class HueOperations {

    private HueOperations() {}

    /**
     * Turns the differences of blue and red from the luma, and multiplies them. The luma stays.
     *
     * @param angle in radians
     * @param saturation 0 gives greys, 1 changes nothing
     */
    record HueRotation(float angle, float saturation) implements ColorOperation {

        /**
         * Saturation around 1 with σ = 0.5, not below 0; 10 % are grey whatever the strength. The angle is 0 in 30 %,
         * else has σ = 0.35; in 3 % it is −3…3 whatever the strength.
         */
        static HueRotation draw(Draws draws) {
            float saturation = draws.chance(0.1) ? 0 : Math.max(0, 1 + draws.normal(0.5));
            float angle = draws.chance(0.3) ? 0 : draws.normal(0.35);
            return new HueRotation(draws.chance(0.03) ? draws.uniform(-3, 3) : angle, saturation);
        }

        @Override
        public void apply(float[] rgb, int at) {
            float luma = ColorOperation.luma(rgb, at);
            float blue = rgb[at + 2] - luma;
            float red = rgb[at] - luma;
            float cos = (float) Math.cos(angle);
            float sin = (float) Math.sin(angle);
            // The two axes have different scales, which makes the orbit of a hue an ellipse.
            float turnedRed = saturation * (cos * red + 1.2f * sin * blue);
            float turnedBlue = saturation * (cos * blue - 0.8f * sin * red);
            rgb[at] = luma + turnedRed;
            rgb[at + 2] = luma + turnedBlue;
            rgb[at + 1] = luma - (0.2126f * turnedRed + 0.0722f * turnedBlue) / 0.7152f;
        }
    }

    /** Multiplies each channel. */
    record WhiteBalance(float[] gains) implements ColorOperation {

        /** Three log-normal gains, σ = 0.2. */
        static WhiteBalance draw(Draws draws) {
            return new WhiteBalance(new float[] {draws.factor(0.2), draws.factor(0.2), draws.factor(0.2)});
        }

        @Override
        public void apply(float[] rgb, int at) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channel] *= gains[channel];
            }
        }
    }

    /**
     * An affine mix of the channels.
     *
     * @param rows 3 × 3 weights, those of the new red first
     * @param offset three summands
     */
    record ChannelMixer(float[] rows, float[] offset) implements ColorOperation {

        /**
         * The identity with σ = 0.15 in each weight, and offsets with σ = 0.03. Half of the rows are divided by their
         * sum, or by 0.4 if that is more, so that greys stay.
         */
        static ChannelMixer draw(Draws draws) {
            var rows = new float[9];
            for (int row = 0; row < 9; row += 3) {
                float sum = 0;
                for (int column = 0; column < 3; column++) {
                    rows[row + column] = (row == 3 * column ? 1 : 0) + draws.normal(0.15);
                    sum += rows[row + column];
                }
                float divisor = draws.chance(0.5) ? Math.max(0.4f, sum) : 1;
                for (int column = 0; column < 3; column++) {
                    rows[row + column] /= divisor;
                }
            }
            return new ChannelMixer(rows, draws.normals(0.03));
        }

        @Override
        public void apply(float[] rgb, int at) {
            float red = rgb[at];
            float green = rgb[at + 1];
            float blue = rgb[at + 2];
            for (int channel = 0; channel < 3; channel++) {
                int row = 3 * channel;
                rgb[at + channel] = product(rows, row, red, green, blue) + offset[channel];
            }
        }
    }

    /**
     * Tints and saturates colours of about one hue. Its weight is the chroma times {@code exp(w(cos(h − h0) − 1))}.
     *
     * @param center the hue h0 in radians, 0 for red, 2π/3 for green
     * @param narrowness w: the weight halves 57° from the centre for 1.5, 24° for 8
     * @param tint three summands
     * @param saturation added to the saturation, −1 or more
     * @param others whether all hues but these change
     */
    record HueWindow(float center, float narrowness, float[] tint, float saturation, boolean others)
            implements ColorOperation {

        /** Any hue, narrowness 1.5…8, tints with σ = 0.2, saturation with σ = 0.6; in 10 % all other hues change. */
        static HueWindow draw(Draws draws) {
            return new HueWindow(
                    draws.uniform(0, 2 * Math.PI),
                    draws.uniform(1.5, 8),
                    draws.normals(0.2),
                    Math.max(-1, draws.normal(0.6)),
                    draws.chance(0.1));
        }

        @Override
        public void apply(float[] rgb, int at) {
            float chroma = ColorOperation.chroma(rgb, at);
            double towardsRed = rgb[at] - 0.5 * (rgb[at + 1] + rgb[at + 2]);
            double towardsGreen = 0.5 * Math.sqrt(3) * (rgb[at + 1] - rgb[at + 2]);
            double hue = Math.atan2(towardsGreen, towardsRed);
            float inside = chroma * (float) Math.exp(narrowness * (Math.cos(hue - center) - 1));
            float weight = others ? chroma - inside : inside;
            float luma = ColorOperation.luma(rgb, at);
            for (int channel = 0; channel < 3; channel++) {
                float value = rgb[at + channel];
                rgb[at + channel] = value + weight * (tint[channel] + saturation * (value - luma));
            }
        }
    }

    /**
     * Adds a sine of a linear combination of the channels to each channel.
     *
     * @param waves 3 × 3 wave vectors in radians, that of red first
     * @param phases in radians
     * @param amplitudes 0 changes nothing
     */
    record Ripple(float[] waves, float[] phases, float[] amplitudes) implements ColorOperation {

        /** A frequency of 0.25…1.25 waves times a standard normal vector; any phase; amplitudes with σ = 0.06. */
        static Ripple draw(Draws draws) {
            double frequency = 2 * Math.PI * draws.uniform(0.25, 1.25);
            var waves = new float[9];
            for (int i = 0; i < waves.length; i++) {
                waves[i] = (float) (frequency * draws.random().nextGaussian());
            }
            var phases = new float[3];
            for (int channel = 0; channel < 3; channel++) {
                phases[channel] = draws.uniform(0, 2 * Math.PI);
            }
            return new Ripple(waves, phases, draws.normals(0.06));
        }

        @Override
        public void apply(float[] rgb, int at) {
            float red = rgb[at];
            float green = rgb[at + 1];
            float blue = rgb[at + 2];
            for (int channel = 0; channel < 3; channel++) {
                int wave = 3 * channel;
                double angle = product(waves, wave, red, green, blue) + phases[channel];
                rgb[at + channel] += amplitudes[channel] * (float) Math.sin(angle);
            }
        }
    }

    /** The product of three numbers of a matrix, from an index on, with a colour. */
    private static float product(float[] matrix, int from, float red, float green, float blue) {
        return matrix[from] * red + matrix[from + 1] * green + matrix[from + 2] * blue;
    }
}
