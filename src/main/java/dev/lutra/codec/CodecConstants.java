package dev.lutra.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The constants of the coder: the expected magnitudes of coefficients, and the initial probabilities. {@link
 * ConstantsTraining} makes them. A decoder needs exactly the constants with which a detail was encoded.
 */
public final class CodecConstants {

    /** The index of the prior of monochrome looks. The indices 0…2 are those of the channels of the signal. */
    static final int MONOCHROME = 3;

    static final int PRIORS = 4;

    /** The size of the constants in bytes. */
    public static final int BYTES = 1 + PRIORS * Prior.LENGTH + 2 * (CoefficientContext.BITS + GreyCoder.BITS);

    private static final byte VERSION = 1;
    private static final String RESOURCE = "identity-constants.bin";

    private final byte[] bytes;
    private final List<Prior> priors;
    private final BitStart coefficients;
    private final BitStart greys;

    /**
     * The initial state of adaptive bits.
     *
     * @param probabilities the probabilities of a 1: (value + 1/2) / 256
     * @param seen the number of bits that each counts as
     */
    record BitStart(byte[] probabilities, byte[] seen) {

        /** The largest number of bits that an initial probability counts as. */
        static final int MOST_SEEN = 30;

        private static final int LIMIT = 200;

        AdaptiveBits start() {
            var fine = new char[probabilities.length];
            for (int i = 0; i < fine.length; i++) {
                fine[i] = (char) ((probabilities[i] & 0xFF) << 8 | 0x80);
            }
            return new AdaptiveBits(fine, seen, LIMIT);
        }
    }

    CodecConstants(List<Prior> priors, BitStart coefficients, BitStart greys) {
        this.priors = List.copyOf(priors);
        this.coefficients = coefficients;
        this.greys = greys;
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(VERSION);
        priors.forEach(prior -> buffer.put(prior.values()));
        for (BitStart start : List.of(coefficients, greys)) {
            buffer.put(start.probabilities).put(start.seen);
        }
        bytes = buffer.array();
    }

    /** The constants for details against the identity. They were trained on film looks and are part of the program. */
    public static CodecConstants identity() {
        return Shipped.IDENTITY;
    }

    /** The constants as bytes, which are stored with the details. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * Reads the result of {@link #toBytes}.
     *
     * @throws InvalidDetail if the bytes are not constants, or have an unknown version
     */
    public static CodecConstants ofBytes(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            throw new InvalidDetail("these %d bytes are not constants of the detail coder".formatted(bytes.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        var priors = new Prior[PRIORS];
        for (int i = 0; i < PRIORS; i++) {
            priors[i] = new Prior(take(buffer, Prior.LENGTH));
        }
        return new CodecConstants(
                List.of(priors), bitStart(buffer, CoefficientContext.BITS), bitStart(buffer, GreyCoder.BITS));
    }

    private static BitStart bitStart(ByteBuffer buffer, int length) {
        var start = new BitStart(take(buffer, length), take(buffer, length));
        for (byte seen : start.seen) {
            if (seen < 0 || seen > BitStart.MOST_SEEN) {
                throw new InvalidDetail("the constants of the detail coder are damaged");
            }
        }
        return start;
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        var taken = new byte[length];
        buffer.get(taken);
        return taken;
    }

    Prior prior(int channel) {
        return priors.get(channel);
    }

    AdaptiveBits coefficientBits() {
        return coefficients.start();
    }

    AdaptiveBits greyBits() {
        return greys.start();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecConstants constants && Arrays.equals(bytes, constants.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Loads the constants on first use. */
    private static final class Shipped {

        static final CodecConstants IDENTITY = read();

        private static CodecConstants read() {
            try (InputStream in = CodecConstants.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the program lacks the resource " + RESOURCE);
                }
                return ofBytes(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
