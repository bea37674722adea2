package dev.lutra.codec;

/**
 * The header of a detail: a byte of flags, the size unless it is 33, and a number, which is the step of a transformed
 * detail or the bits of a code value of a lossless one.
 *
 * @param size the number of points along an axis, 2…256; for a transformed detail at most {@link #LARGEST_TRANSFORMED}
 * @param lossless true if the detail holds the look's own values, false if it holds transformed differences
 * @param monochrome true if the detail holds one channel for all three
 * @param identity true if the prediction is the identity, false if it is that of the network; a lossless detail needs
 *     neither
 * @param exactGreys true if a transformed detail has a correction of the grey axis
 * @param number the index of the step, or the number of bits
 */
record DetailHeader(int size, boolean lossless, boolean monochrome, boolean identity, boolean exactGreys, int number) {

    /** The size of the largest transformed lattice. A larger look is resampled to it. */
    static final int LARGEST_TRANSFORMED = 65;

    private static final int USUAL_SIZE = 33;
    private static final int LOSSLESS = 1;
    private static final int MONOCHROME = 2;
    private static final int IDENTITY = 4;
    private static final int SIZE = 8;
    private static final int PLAIN_GREYS = 16;
    private static final int KNOWN = LOSSLESS | MONOCHROME | IDENTITY | SIZE | PLAIN_GREYS;

    /** Reads the header of a detail. */
    static DetailHeader of(byte[] bytes) {
        int flags = at(bytes, 0);
        if ((flags & ~KNOWN) != 0) {
            throw new InvalidDetail("the detail has an unknown kind");
        }
        boolean hasSize = (flags & SIZE) != 0;
        int size = hasSize ? at(bytes, 1) + 1 : USUAL_SIZE;
        boolean lossless = (flags & LOSSLESS) != 0;
        if (size < 2 || !lossless && size > LARGEST_TRANSFORMED) {
            throw new InvalidDetail("the detail has the invalid size %d".formatted(size));
        }
        int number = (byte) at(bytes, hasSize ? 2 : 1);
        if (lossless && CodeDepth.ofBits(number).isEmpty()) {
            throw new InvalidDetail("the detail has code values of %d bits, which is not possible".formatted(number));
        }
        return new DetailHeader(
                size, lossless, (flags & MONOCHROME) != 0, (flags & IDENTITY) != 0, (flags & PLAIN_GREYS) == 0, number);
    }

    private static int at(byte[] bytes, int index) {
        if (index >= bytes.length) {
            throw new InvalidDetail("the detail has only %d bytes".formatted(bytes.length));
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
