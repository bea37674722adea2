package dev.lutra.codec;

/**
 * Writes or reads code values without loss, level by level from a coarse lattice to the whole one. Each value is
 * predicted along one axis from the known values on both sides (the four-point interpolation of G. Deslauriers and S.
 * Dubuc, 1989). The residual is coded in a context that depends on the residuals nearby.
 */
final class LosslessCoder {

    private static final int LIMIT = 60;
    private static final int LEVELS = 6;
    private static final int ACTIVITIES = 32;
    private static final int SIGNS = 3;

    private final int size;
    private final int max;
    private final int channels;
    private final int[] strides;
    private final int[] values;
    private final int[] missing;
    private final BitCoder coder;
    private final AdaptiveBits zeros;
    private final AdaptiveBits signs;
    private final AdaptiveBits magnitudes;

    /** Runs between planes of points. */
    interface Pause<E extends Exception> {

        void check() throws E;
    }

    /**
     * Makes a coder.
     *
     * @param values {@code channels · size³} code values, the channels of a point together, red fastest; a writer codes
     *     them, a reader fills them in
     * @param max the largest code value
     */
    LosslessCoder(BitCoder coder, int size, int channels, int max, int[] values) {
        this.coder = coder;
        this.size = size;
        this.channels = channels;
        this.max = max;
        this.values = values;
        strides = new int[] {channels * size * size, channels * size, channels};
        missing = new int[values.length];
        int contexts = LEVELS * channels * ACTIVITIES;
        zeros = new AdaptiveBits(contexts * SIGNS, LIMIT);
        signs = new AdaptiveBits(channels * SIGNS, LIMIT);
        magnitudes = new AdaptiveBits(contexts * Magnitude.BITS, LIMIT);
    }

    /**
     * Codes all values.
     *
     * @param pause a callback between planes; its exception ends the coding
     * @throws InvalidDetail if the bytes cannot come from a writer
     */
    <E extends Exception> void code(Pause<E> pause) throws E {
        int top = Math.max(2, Integer.highestOneBit(size - 2) << 1);
        for (int blue = 0; blue < size; blue += top) {
            for (int green = 0; green < size; green += top) {
                for (int red = 0; red < size; red += top) {
                    codePoint(LEVELS - 1, -1, top, blue, green, red);
                }
            }
        }
        int level = 0;
        for (int half = 1; half < top; half *= 2) {
            level++;
        }
        for (int half = top / 2; half >= 1; half /= 2) {
            level--;
            codeLevel(Math.min(level, LEVELS - 1), half, pause);
        }
    }

    private <E extends Exception> void codeLevel(int level, int half, Pause<E> pause) throws E {
        int whole = 2 * half;
        for (int axis = 0; axis < 3; axis++) {
            for (int blue = axis == 0 ? half : 0; blue < size; blue += axis == 0 ? whole : half) {
                pause.check();
                for (int green = axis == 1 ? half : 0; green < size; green += axis == 2 ? half : whole) {
                    for (int red = axis == 2 ? half : 0; red < size; red += whole) {
                        codePoint(level, axis, half, blue, green, red);
                    }
                }
            }
        }
    }

    private void codePoint(int level, int axis, int half, int... place) {
        int at = place[0] * strides[0] + place[1] * strides[1] + place[2] * strides[2];
        for (int channel = 0; channel < channels; channel++) {
            int predicted = axis < 0 ? 0 : predict(at + channel, place[axis], axis, half);
            predicted = Math.clamp(predicted, 0, max);
            int activity = axis < 0 ? ACTIVITIES - 1 : activity(at, channel, half, place);
            int value = predicted + codeMissing(level, channel, activity, at, values[at + channel] - predicted);
            if (value < 0 || value > max) {
                throw new InvalidDetail(
                        "the detail holds the value %d, which is not within 0…%d".formatted(value, max));
            }
            values[at + channel] = value;
            missing[at + channel] = value - predicted;
        }
    }

    private int predict(int at, int place, int axis, int half) {
        int step = half * strides[axis];
        int before = values[at - step];
        boolean hasFarBefore = place >= 3 * half;
        boolean hasAfter = place + half < size;
        boolean hasFarAfter = place + 3 * half < size;
        int farBefore = hasFarBefore ? values[at - 3 * step] : before;
        if (!hasAfter) {
            return (3 * before - farBefore + 1) >> 1;
        }
        int after = values[at + step];
        if (hasFarBefore && hasFarAfter) {
            return 9 * (before + after) - farBefore - values[at + 3 * step] + 8 >> 4;
        }
        if (hasFarBefore) {
            return 6 * before + 3 * after - farBefore + 4 >> 3;
        }
        if (hasFarAfter) {
            return 3 * before + 6 * after - values[at + 3 * step] + 4 >> 3;
        }
        return before + after + 1 >> 1;
    }

    /** The magnitude of the residuals around a point, in half octaves. */
    private int activity(int at, int channel, int half, int[] place) {
        int sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            int step = half * strides[axis];
            int index = at + channel;
            if (place[axis] >= half) {
                sum += Math.abs(missing[index - step]);
                if (place[axis] >= 2 * half) {
                    sum += 2 * Math.abs(missing[index - 2 * step]);
                }
            }
            if (place[axis] + half < size) {
                sum += Math.abs(missing[index + step]);
                if (place[axis] + 2 * half < size) {
                    sum += 2 * Math.abs(missing[index + 2 * step]);
                }
            }
        }
        for (int before = 0; before < channel; before++) {
            sum += 3 * Math.abs(missing[at + before]);
        }
        if (sum == 0) {
            return 0;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(sum + 1);
        int upperHalf = sum + 1 >= (3 << octave) / 2 ? 1 : 0;
        return Math.min(2 * octave - 1 + upperHalf, ACTIVITIES - 2);
    }

    private int codeMissing(int level, int channel, int activity, int at, int difference) {
        int context = (level * channels + channel) * ACTIVITIES + activity;
        int guess = channel > 0 ? 1 + Integer.signum(missing[at + channel - 1]) : 1;
        if (coder.code(difference != 0 ? 1 : 0, zeros, context * SIGNS + guess) == 0) {
            return 0;
        }
        int sign = coder.code(difference < 0 ? 1 : 0, signs, channel * SIGNS + guess);
        int magnitude = 1 + Magnitude.code(coder, magnitudes, context * Magnitude.BITS, Math.abs(difference) - 1);
        return sign == 0 ? magnitude : -magnitude;
    }
}
