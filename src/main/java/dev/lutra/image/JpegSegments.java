package dev.lutra.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments of a JPEG file up to its first scan, and the number of its scans (ITU-T T.81, annex B). */
final class JpegSegments {

    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;
    static final int COMMENT = 0xFE;
    static final int QUANTISATION = 0xDB;

    /** Files have some dozens; a profile can have 255. Without a limit, empty ones would take many times their length. */
    private static final int MOST = 4000;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;

    private final byte[] file;
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable Frame frame;
    private int scans;
    private boolean inScans;
    private int at = 2;

    private JpegSegments(byte[] file) {
        this.file = file;
    }

    /**
     * A segment.
     *
     * @param marker its kind, the byte after 0xFF
     * @param at where its data begin
     * @param length of its data
     */
    record Segment(int marker, int at, int length) {}

    /**
     * The frame header.
     *
     * @param marker 0xC0…0xCF: the process
     * @param bits of a sample
     * @param factors the sampling factors of each component: horizontal in the upper four bits, vertical in the lower
     * @param several whether a scan is not the whole image, so that a decoder holds all coefficients
     */
    record Frame(int marker, int bits, int width, int height, List<Integer> factors, boolean several) {

        int components() {
            return factors.size();
        }

        /** Whether it is a baseline, extended or progressive image with Huffman codes and 8 bits. */
        boolean isUsual() {
            return marker >= 0xC0 && marker <= 0xC2 && bits == 8;
        }
    }

    /**
     * Reads the segments of a file.
     *
     * @param maxScans the reading ends beyond this number of scans
     * @throws InvalidImage if it is damaged, cut off, or of too many segments
     */
    static JpegSegments of(byte[] file, int maxScans) {
        var jpeg = new JpegSegments(file);
        int marker = jpeg.marker();
        while (marker != END && jpeg.scans <= maxScans) {
            if (!isAlone(marker)) {
                jpeg.segment(marker);
            }
            marker = jpeg.marker();
        }
        if (jpeg.scans == 0) {
            throw InvalidImage.damaged("It has no pixels.");
        }
        return jpeg;
    }

    /** The next marker. Coded data before it are skipped. */
    private int marker() {
        int i = at;
        while (i < file.length - 1) {
            if (file[i] == (byte) 0xFF && file[i + 1] != 0 && file[i + 1] != (byte) 0xFF) {
                at = i + 2;
                return file[i + 1] & 0xFF;
            }
            i++;
        }
        throw cutOff();
    }

    private void segment(int marker) {
        int length = at + 2 <= file.length ? number(at) : 0;
        if (length < 2 || at + length > file.length) {
            throw cutOff();
        }
        if (isFrame(marker) && frame == null) {
            frame = frame(marker, at + 2, length - 2);
        } else if (marker == START_OF_SCAN) {
            startScan(length);
        }
        if (!inScans) {
            if (segments.size() == MOST) {
                throw InvalidImage.tooLarge("The JPEG comes in more than %,d segments.".formatted(MOST));
            }
            segments.add(new Segment(marker, at + 2, length - 2));
        }
        at += length;
    }

    private void startScan(int length) {
        if (frame == null || length < 3) {
            throw InvalidImage.damaged("It has no frame.");
        }
        boolean partial = frame.marker == 0xC2 || (file[at + 2] & 0xFF) < frame.components();
        frame = new Frame(frame.marker, frame.bits, frame.width, frame.height, frame.factors, frame.several || partial);
        inScans = true;
        scans++;
    }

    private Frame frame(int marker, int start, int length) {
        int components = length < 6 ? 0 : file[start + 5] & 0xFF;
        if (components == 0 || length < 6 + 3 * components) {
            throw InvalidImage.damaged("Its frame has no components.");
        }
        var factors = new ArrayList<Integer>();
        for (int i = 0; i < components; i++) {
            factors.add(file[start + 7 + 3 * i] & 0xFF);
        }
        return new Frame(marker, file[start] & 0xFF, number(start + 3), number(start + 1), factors, false);
    }

    Frame frame() {
        if (frame == null) {
            throw InvalidImage.damaged("It has no frame.");
        }
        return frame;
    }

    int scans() {
        return scans;
    }

    /** The segments before the first scan, in order. */
    List<Segment> segments() {
        return segments;
    }

    /** The bytes of the segments before the first scan. */
    long length() {
        return segments.stream().mapToLong(Segment::length).sum();
    }

    byte[] data(Segment segment) {
        return Arrays.copyOfRange(file, segment.at, segment.at + segment.length);
    }

    /** Whether the data of a segment begin with a name that ends with a NUL. */
    boolean isNamed(Segment segment, String name) {
        byte[] start = (name + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return segment.length >= start.length
                && Arrays.equals(file, segment.at, segment.at + start.length, start, 0, start.length);
    }

    /** The file without some of the segments before its first scan. */
    byte[] without(List<Segment> dropped) {
        var rest = new ByteArrayOutputStream(file.length);
        int from = 0;
        for (Segment segment : dropped) {
            rest.write(file, from, segment.at - 4 - from);
            from = segment.at + segment.length;
        }
        rest.write(file, from, file.length - from);
        return rest.toByteArray();
    }

    private int number(int index) {
        return (file[index] & 0xFF) << 8 | file[index + 1] & 0xFF;
    }

    private static InvalidImage cutOff() {
        return InvalidImage.damaged("It was cut off.");
    }

    /** Whether a marker, such as a restart, has no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
