package dev.lutra.color;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A histogram of colours: the RGB cube in {@link #BINS}³ bins, each with a weight.
 *
 * <p>An edge has 16 bins, because with 16 a histogram of half of the Kodak photographs predicted the other half best
 * (8, 32 and 64 were worse). A weight is stored in one byte with an error of at most 3 %, over 15 octaves below the
 * largest weight; a bin that occurs keeps at least the smallest weight. The number of a bin is {@code red + 16 * (green
 * + 16 * blue)}.
 */
public final class ColorHistogram {

    private static final int BITS = 4;

    /** Bins along an edge of the cube. */
    public static final int BINS = 1 << BITS;

    /** The number of low bits of a random number that {@link #draw} does not use. */
    public static final int UNUSED_BITS = 24;

    private static final int COUNT = BINS * BINS * BINS;
    /** The first bytes of a stored histogram: a name and a version. */
    private static final byte[] MAGIC = {'L', 'C', 'H', '1'};

    private static final int SHARE_BITS = Long.SIZE - UNUSED_BITS - 3 * BITS;
    /** The weight for each byte value: 0, then 16…31 times powers of two. */
    private static final int[] WEIGHTS = new int[256];

    static {
        for (int code = 1; code < WEIGHTS.length; code++) {
            WEIGHTS[code] = (16 + (code - 1) % 16) << (code - 1) / 16;
        }
    }

    private final byte[] codes;
    /**
     * Walker's alias table, built with Vose's algorithm. Each entry keeps this part of its share, and the rest goes to
     * its alias.
     */
    private final int[] kept = new int[COUNT];

    private final int[] alias = new int[COUNT];

    private ColorHistogram(byte[] codes) {
        this.codes = codes;
        fillTable();
    }

    /**
     * Reads the result of {@link #toBytes}. The bytes may be untrusted.
     *
     * @throws IllegalArgumentException if the bytes are not a histogram
     */
    public static ColorHistogram of(byte[] bytes) {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("these %d bytes are not a histogram of colours".formatted(bytes.length));
        }
        var codes = new byte[COUNT];
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, MAGIC.length, bytes.length - MAGIC.length);
            int length = inflater.inflate(codes);
            // The end mark may take one more call. One byte more than the number of bins is an error.
            int beyond = inflater.inflate(new byte[1]);
            if (length != COUNT || beyond != 0 || !inflater.finished() || inflater.getRemaining() != 0) {
                throw new IllegalArgumentException("the histogram does not have %d bins".formatted(COUNT));
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("the histogram is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        if (Arrays.equals(codes, new byte[COUNT])) {
            throw new IllegalArgumentException("the histogram is empty");
        }
        return new ColorHistogram(codes);
    }

    /** The histogram in a few kilobytes: four bytes that name the format, then one deflated byte per weight. */
    public byte[] toBytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(codes);
            deflater.finish();
            var buffer = new byte[COUNT];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /**
     * Draws a bin with the probability of its weight.
     *
     * @param bits random bits; the lowest {@link #UNUSED_BITS} are not used
     * @return the number of the bin
     */
    public int draw(long bits) {
        int bin = (int) (bits >>> (Long.SIZE - 3 * BITS));
        int share = (int) (bits >>> UNUSED_BITS) & ((1 << SHARE_BITS) - 1);
        return share < kept[bin] ? bin : alias[bin];
    }

    /**
     * Fills the alias table after M. D. Vose, "A linear algorithm for generating random numbers with a given
     * distribution" (1991).
     */
    private void fillTable() {
        var left = new long[COUNT];
        long total = 0;
        for (int bin = 0; bin < COUNT; bin++) {
            int weight = WEIGHTS[codes[bin] & 0xFF];
            left[bin] = (long) weight * COUNT;
            total += weight;
        }
        var small = new int[COUNT];
        var large = new int[COUNT];
        int smalls = 0;
        int larges = 0;
        for (int bin = 0; bin < COUNT; bin++) {
            if (left[bin] < total) {
                small[smalls++] = bin;
            } else {
                large[larges++] = bin;
            }
        }
        // The shares are integers, so the entries that remain when one stack is empty have exactly full shares.
        while (smalls > 0) {
            int giver = large[larges - 1];
            int taker = small[--smalls];
            kept[taker] = (int) Math.scalb((double) left[taker] / total, SHARE_BITS);
            alias[taker] = giver;
            left[giver] -= total - left[taker];
            if (left[giver] < total) {
                larges--;
                small[smalls++] = giver;
            }
        }
        while (larges > 0) {
            int full = large[--larges];
            kept[full] = 1 << SHARE_BITS;
            alias[full] = full;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColorHistogram histogram && Arrays.equals(codes, histogram.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        int occupied = 0;
        for (byte code : codes) {
            occupied += code == 0 ? 0 : 1;
        }
        return "histogram of colours in %d of %d bins".formatted(occupied, COUNT);
    }

    /** Counts the colours of images. All images have the same weight, independent of their size. */
    public static final class Builder {

        private final double[] shares = new double[COUNT];

        /**
         * Counts the pixels of an image.
         *
         * @param pixels one or more pixels of 8 bits a channel: blue in the lowest bits, then green and red; the
         *     highest 8 bits are ignored
         */
        public Builder add(int[] pixels) {
            var counts = new int[COUNT];
            for (int pixel : pixels) {
                counts[bin(pixel >> 16) + BINS * (bin(pixel >> 8) + BINS * bin(pixel))]++;
            }
            for (int bin = 0; bin < COUNT; bin++) {
                shares[bin] += (double) counts[bin] / pixels.length;
            }
            return this;
        }

        private static int bin(int channel) {
            return (channel & CodeValue.MAX_8) >> (8 - BITS);
        }

        /**
         * Makes the histogram of all counted images.
         *
         * @throws IllegalStateException if no image was counted
         */
        public ColorHistogram build() {
            double largest = Arrays.stream(shares).max().orElse(0);
            if (!(largest > 0)) {
                throw new IllegalStateException("no image was counted");
            }
            var codes = new byte[COUNT];
            for (int bin = 0; bin < COUNT; bin++) {
                codes[bin] = (byte) (shares[bin] == 0 ? 0 : nearest(shares[bin] / largest));
            }
            return new ColorHistogram(codes);
        }

        /** The byte, 1…255, whose weight relative to the largest weight is nearest to a share. */
        private static int nearest(double share) {
            int code = WEIGHTS.length - 1;
            double weight = share * WEIGHTS[code];
            while (code > 1 && WEIGHTS[code - 1] + WEIGHTS[code] > 2 * weight) {
                code--;
            }
            return code;
        }
    }
}
