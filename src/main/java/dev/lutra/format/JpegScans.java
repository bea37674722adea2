package dev.lutra.format;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * The number of scans of a JPEG (ITU-T T.81, annex B). If there are several, as in a progressive file, a decoder holds
 * the coefficients of the whole image.
 *
 * @param several whether the first scan is not the whole image
 * @param count the number of scans so far; 0 for another kind of file
 */
record JpegScans(boolean several, int count) {

    private static final JpegScans NONE = new JpegScans(false, 0);
    private static final int START = 0xFFD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;

    /**
     * Scans a file from the current position of the stream, and then returns to this position.
     *
     * @param max the count ends beyond this number
     */
    static JpegScans of(ImageInputStream in, int max) throws IOException {
        in.mark();
        try {
            return in.readUnsignedShort() == START ? new Count(in, max).scans() : NONE;
        } catch (EOFException e) {
            // The file is too short for any format, which the readers report.
            return NONE;
        } finally {
            in.reset();
        }
    }

    /** The count so far. A truncated file is still decoded as far as possible. */
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
                // The file is truncated here.
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

    /** The next marker. Coded data before it are skipped. */
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

    /** Whether a marker, such as a restart, has no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
