package dev.lutra.format;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * In how many scans a JPEG comes (ITU-T T.81, annex B). More than one, as in a progressive file, means that a decoder
 * holds the coefficients of the whole image.
 *
 * @param several whether its first scan is not all of it
 * @param count of scans, as far as they were counted; 0 for a file of another kind
 */
record JpegScans(boolean several, int count) {

    private static final JpegScans NONE = new JpegScans(false, 0);
    private static final int START = 0xFFD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;

    /**
     * Looks through a file from where the stream is, and goes back there.
     *
     * @param max counting ends beyond it
     */
    static JpegScans of(ImageInputStream in, int max) throws IOException {
        in.mark();
        try {
            return in.readUnsignedShort() == START ? new Count(in, max).scans() : NONE;
        } catch (EOFException e) {
            // Too short to be anything, which readers tell.
            return NONE;
        } finally {
            in.reset();
        }
    }

    /** What was seen so far: a file that is cut off is still decoded as far as it goes. */
    private static final class Count {

        private final ImageInputStream in;
        private final int max;
        private boolean progressive;
        private int components;
        private boolean several;
        private int scans;

        Count(ImageInputStream in, int max) {
            this.in = in;
            this.max = max;
        }

        JpegScans scans() throws IOException {
            try {
                int marker = marker(in);
                while (marker != END && scans <= max && (scans == 0 || several)) {
                    if (!isAlone(marker)) {
                        readSegment(marker);
                    }
                    marker = marker(in);
                }
            } catch (EOFException e) {
                // It is cut off here.
            }
            return new JpegScans(several, scans);
        }

        private void readSegment(int marker) throws IOException {
            long end = in.getStreamPosition() + in.readUnsignedShort();
            if (isFrame(marker)) {
                progressive = (marker & 3) == 2;
                in.skipBytes(5);
                components = in.readUnsignedByte();
            } else if (marker == START_OF_SCAN) {
                several |= progressive || in.readUnsignedByte() < components;
                scans++;
            }
            in.seek(end);
        }
    }

    /** The next marker; coded data before it is passed over. */
    private static int marker(ImageInputStream in) throws IOException {
        while (true) {
            if (in.readUnsignedByte() != 0xFF) {
                continue;
            }
            int next = in.readUnsignedByte();
            while (next == 0xFF) {
                next = in.readUnsignedByte();
            }
            if (next != 0) {
                return next;
            }
        }
    }

    /** Restarts and the like have no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
