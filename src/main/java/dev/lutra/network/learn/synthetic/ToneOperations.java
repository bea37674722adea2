package dev.lutra.network.learn.synthetic;

/**
 * Operations on brightness and on the tints of brightnesses. The figures are for strength 1, in units of the channels
 * (0…1), and σ is the standard deviation of a normal distribution.
 */
final class ToneOperations {

    private ToneOperations() {}

    /** A curve for each channel. */
    record ChannelCurves(ToneCurve red, ToneCurve green, ToneCurve blue) implements ColorOperation {

        /** Draws three curves. */
        static ChannelCurves draw(Draws draws) {
            return new ChannelCurves(ToneCurve.draw(draws), ToneCurve.draw(draws), ToneCurve.draw(draws));
        }

        /** Draws one curve for all channels, of strength 1.3. */
        static ChannelCurves drawCommon(Draws draws) {
            ToneCurve curve = ToneCurve.draw(draws.stronger(1.3f));
            return new ChannelCurves(curve, curve, curve);
        }

        @Override
        public void apply(float[] rgb, int at) {
            rgb[at] = red.at(rgb[at]);
            rgb[at + 1] = green.at(rgb[at + 1]);
            rgb[at + 2] = blue.at(rgb[at + 2]);
        }
    }

    /** A gain, then contrast: a factor for the distance to the pivot. */
    record Exposure(float gain, float contrast, float pivot) implements ColorOperation {

        /** Log-normal gain, σ = 0.4, and contrast, σ = 0.25; the pivot is 0.3…0.6. */
        static Exposure draw(Draws draws) {
            return new Exposure(draws.factor(0.4), draws.factor(0.25), draws.uniform(0.3, 0.6));
        }

        @Override
        public void apply(float[] rgb, int at) {
            for (int i = at; i < at + 3; i++) {
                rgb[i] = (gain * rgb[i] - pivot) * contrast + pivot;
            }
        }
    }

    /** Black and white become two other colours, as in a faded print. All else keeps its proportion between the two. */
    record Fade(float[] black, float[] white) implements ColorOperation {

        /** Black rises by up to 0.25, white falls by up to 0.2; the channels take 30…100 % and 20…100 % of that. */
        static Fade draw(Draws draws) {
            float rise = draws.amount(0, 0.25);
            float fall = draws.amount(0, 0.2);
            var black = new float[3];
            var white = new float[3];
            for (int channel = 0; channel < 3; channel++) {
                black[channel] = rise * draws.uniform(0.3, 1);
                white[channel] = 1 - fall * draws.uniform(0.2, 1);
            }
            return new Fade(black, white);
        }

        @Override
        public void apply(float[] rgb, int at) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channel] = black[channel] + (white[channel] - black[channel]) * rgb[at + channel];
            }
        }
    }

    /**
     * A curve for the luma. Differences from the luma are kept, or multiplied by 1 + vibrance · (1 − chroma), so that
     * dull colours change most.
     *
     * @param vibrance 0 changes no difference
     */
    record LumaCurve(ToneCurve curve, float vibrance) implements ColorOperation {

        /** A curve of strength 1.2; vibrance has σ = 0.4. */
        static LumaCurve draw(Draws draws) {
            return new LumaCurve(ToneCurve.draw(draws.stronger(1.2f)), draws.normal(0.4));
        }

        @Override
        public void apply(float[] rgb, int at) {
            float luma = ColorOperation.luma(rgb, at);
            float curved = curve.at(luma);
            float saturation = Math.max(0, 1 + vibrance * (1 - ColorOperation.chroma(rgb, at)));
            for (int i = at; i < at + 3; i++) {
                rgb[i] = curved + saturation * (rgb[i] - luma);
            }
        }
    }

    /**
     * Tints shadows, midtones and highlights. With the luma Y the weights are (1 − Y)^p, 4Y(1 − Y) and Y^p.
     *
     * @param falloff the exponent p
     */
    record SplitTone(float[] shadows, float[] midtones, float[] highlights, float falloff) implements ColorOperation {

        /** Each channel of the tints has σ = 0.1, of midtones σ = 0.06; the exponent is 1…3. */
        static SplitTone draw(Draws draws) {
            return new SplitTone(draws.normals(0.1), draws.normals(0.06), draws.normals(0.1), draws.uniform(1, 3));
        }

        @Override
        public void apply(float[] rgb, int at) {
            float luma = ColorOperation.clamp(ColorOperation.luma(rgb, at));
            float dark = (float) Math.pow(1 - luma, falloff);
            float middle = 4 * luma * (1 - luma);
            float bright = (float) Math.pow(luma, falloff);
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channel] +=
                        dark * shadows[channel] + middle * midtones[channel] + bright * highlights[channel];
            }
        }
    }

    /**
     * Mixes the colour with one that depends on its luma alone.
     *
     * @param stops RGB triples for evenly spaced lumas from 0 to 1, 2 or more
     * @param weight the weight of the colour of the gradient, 0…1
     */
    record GradientMap(float[] stops, float weight) implements ColorOperation {

        /**
         * Three to five stops, greys with σ = 0.18 in each channel whatever the strength. In 30 % the weight is 1,
         * otherwise 0…0.7 times the strength (1 at most).
         */
        static GradientMap draw(Draws draws) {
            int count = draws.random().nextInt(3, 6);
            var stops = new float[3 * count];
            for (int i = 0; i < stops.length; i++) {
                int stop = i / 3;
                double grey = stop / (count - 1.0);
                stops[i] = ColorOperation.clamp(
                        (float) (grey + 0.18 * draws.random().nextGaussian()));
            }
            float weight = draws.chance(0.3) ? 1 : draws.uniform(0, 0.7) * Math.min(1, draws.strength());
            return new GradientMap(stops, weight);
        }

        @Override
        public void apply(float[] rgb, int at) {
            int last = stops.length / 3 - 1;
            float position = last * ColorOperation.clamp(ColorOperation.luma(rgb, at));
            int stop = Math.min((int) position, last - 1);
            float t = position - stop;
            float mix = 0.5f * (t + ColorOperation.smoothstep(t));
            for (int channel = 0; channel < 3; channel++) {
                float from = stops[3 * stop + channel];
                float to = stops[3 * stop + 3 + channel];
                rgb[at + channel] = (1 - weight) * rgb[at + channel] + weight * (from + mix * (to - from));
            }
        }
    }
}
