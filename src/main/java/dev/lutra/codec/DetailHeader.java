package dev.lutra.codec;

/**
 * What stands at the start of a detail: a byte of flags, the size unless it is 33, and a number: the step of a transformed detail,
 * the bits of a code value of a lossless one.
 *
 * @param size points along an axis, 2…256; of a transformed detail at most {@link #LARGEST_TRANSFORMED}
 * @param lossless true if the detail holds the look's own values, false if it holds transformed differences
 * @param monochrome true if one channel is held, for all three
 * @param identity true if it is added to the identity, false if to what the network predicts; a lossless one needs neither
 * @param exactGreys true if a transformed one is corrected on the grey axis
 * @param number the step's index, or the bits
 */
record DetailHeader(int size, boolean lossless, boolean monochrome, boolean identity, boolean exactGreys, int number) {

    /** Larger lattices are not transformed: the look is resampled. */
    static final int LARGEST_TRANSFORMED = 65;

    private static final int USUAL_SIZE = 33;
    private static final int LOSSLESS = 1;
    private static final int MONOCHROME = 2;
    private static final int IDENTITY = 4;
    private static final int SIZE = 8;
    private static final int PLAIN_GREYS = 16;
    private static final int KNOWN = LOSSLESS | MONOCHROME | IDENTITY | SIZE | PLAIN_GREYS;

    /** Reads the start of a detail. */
    static DetailHeader of(byte[] bytes) {
        int flags = at(bytes, 0);
        if ((flags & ~KNOWN) != 0) {
            throw new InvalidDetail("the detail is of a kind that is not known");
        }
        boolean hasSize = (flags & SIZE) != 0;
        int size = hasSize ? at(bytes, 1) + 1 : USUAL_SIZE;
        boolean lossless = (flags & LOSSLESS) != 0;
        if (size < 2 || !lossless && size > LARGEST_TRANSFORMED) {
            throw new InvalidDetail("the detail has the size %d".formatted(size));
        }
        int number = (byte) at(bytes, hasSize ? 2 : 1);
        if (lossless && CodeDepth.ofBits(number).isEmpty()) {
            throw new InvalidDetail("the detail has code values of %d bits".formatted(number));
        }
        return new DetailHeader(
                size, lossless, (flags & MONOCHROME) != 0, (flags & IDENTITY) != 0, (flags & PLAIN_GREYS) == 0, number);
    }

    private static int at(byte[] bytes, int index) {
        if (index >= bytes.length) {
            throw new InvalidDetail("the detail has %d bytes, which hold none".formatted(bytes.length));
        }
        return bytes[index] & 0xFF;
    }

    byte[] toBytes() {
        int flags = (lossless ? LOSSLESS : 0)
                | (monochrome ? MONOCHROME : 0)
                | (identity ? IDENTITY : 0)
                | (exactGreys ? 0 : PLAIN_GREYS);
        return size == USUAL_SIZE
                ? new byte[] {(byte) flags, (byte) number}
                : new byte[] {(byte) (flags | SIZE), (byte) (size - 1), (byte) number};
    }

    DetailHeader withNumber(int number) {
        return new DetailHeader(size, lossless, monochrome, identity, exactGreys, number);
    }

    DetailInfo info() {
        return new DetailInfo(size, lossless, monochrome, identity);
    }

    int length() {
        return size == USUAL_SIZE ? 2 : 3;
    }

    int channels() {
        return monochrome ? 1 : 3;
    }
}
