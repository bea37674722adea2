package dev.lutra.training;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The segments of a JPEG file before its pixels (ITU-T T.81, annex B). */
final class JpegHeader {

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int MARKER = 0xFF;
    private static final int LENGTH_BYTES = 2;

    private JpegHeader() {}

    /** Whether it comes in several scans of growing detail; false for other files. The stream stays where it is. */
    static boolean isProgressive(ImageInputStream in) throws IOException {
        in.mark();
        try {
            return in.readUnsignedShort() == START_OF_IMAGE && isProgressive(frame(in));
        } catch (EOFException e) {
            // The decoder says what is wrong with it.
            return false;
        } finally {
            in.reset();
        }
    }

    /** SOF2, SOF6, SOF10 and SOF14. */
    private static boolean isProgressive(int frame) {
        return (frame & 0x03) == 2;
    }

    /** The marker of the frame; that of its pixels if there is none before them. */
    private static int frame(ImageInputStream in) throws IOException {
        while (true) {
            int marker = marker(in);
            boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            boolean isEnd = marker == 0xD9 || marker == 0xDA;
            if (isFrame) {
                return marker;
            }
            if (isEnd) {
                return 0;
            }
            boolean isBare = marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
            if (!isBare) {
                int length = in.readUnsignedShort();
                in.skipBytes(Math.max(0, length - LENGTH_BYTES));
            }
        }
    }

    /** The next one, whatever stands before it. */
    private static int marker(ImageInputStream in) throws IOException {
        int read = in.readUnsignedByte();
        while (true) {
            int next = in.readUnsignedByte();
            if (read == MARKER && next != MARKER && next != 0) {
                return next;
            }
            read = next;
        }
    }
}
