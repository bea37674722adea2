package dev.lutra.codec;

/**
 * The properties of a detail.
 *
 * @param size the number of points along an axis of its lattice, 2…256
 * @param lossless true if it holds the look's own values and needs no prediction
 * @param monochrome true if all colours of the look are greys
 * @param identity true if the prediction is the identity, false if it is that of a network
 */
public record DetailInfo(int size, boolean lossless, boolean monochrome, boolean identity) {

    /**
     * The size of the lattice, in points along an axis, at which the promise for every look holds, in addition to its
     * own size.
     */
    static final int PROMISED_SIZE = 33;

    /** Whether the detail cannot be decoded without its network. */
    public boolean needsNetwork() {
        return !lossless && !identity;
    }
}
