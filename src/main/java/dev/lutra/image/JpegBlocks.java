package dev.lutra.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The application segments of a JPEG: which of them the decoder needs, and which are copied into the answer. */
final class JpegBlocks {

    /** The bytes before the segments in a written file: the start of the image, and JFIF. */
    static final int START = 20;

    /** What a segment holds at the most. */
    private static final int MAX_DATA = 0xFFFF - 2;

    private static final String EXIF = "Exif";
    private static final int EXIF_START = 6;
    private static final String PROFILE = "ICC_PROFILE";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String RESOURCES = "Photoshop 3.0";
    private static final int APP13 = 0xED;

    private final JpegSegments segments;
    private final boolean isCmyk;
    private final List<JpegSegments.Segment> unneeded = new ArrayList<>();
    private final List<Kept.Block> blocks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    /** The resources, which may be cut anywhere into segments. */
    private final ByteArrayOutputStream resources = new ByteArrayOutputStream();

    private Orientation orientation = Orientation.UPRIGHT;

    JpegBlocks(JpegSegments segments) {
        this.segments = segments;
        isCmyk = segments.frame().components() == 4;
        if (isCmyk) {
            warnings.add("the CMYK image became RGB");
        }
        for (JpegSegments.Segment segment : segments.segments()) {
            sort(segment);
        }
        keepResources();
    }

    private void sort(JpegSegments.Segment segment) {
        boolean isProfile = segment.marker() == JpegSegments.APP2 && segments.isNamed(segment, PROFILE);
        boolean isInformation = segment.marker() > JpegSegments.APP0 && segment.marker() <= 0xEF
                || segment.marker() == JpegSegments.COMMENT;
        if (isInformation && segment.marker() != JpegSegments.APP14 && !(isProfile && isCmyk)) {
            unneeded.add(segment);
        }
        if (segment.marker() == JpegSegments.APP1 && segments.isNamed(segment, EXIF)) {
            byte[] data = segments.data(segment);
            Exif.of(Arrays.copyOfRange(data, Math.min(EXIF_START, data.length), data.length))
                    .ifPresent(exif -> keep(exif, data));
        } else if (segment.marker() == APP13 && segments.isNamed(segment, RESOURCES)) {
            int start = RESOURCES.length() + 1;
            resources.write(segments.data(segment), start, segment.length() - start);
        } else if (isProfile && !isCmyk || isText(segment)) {
            blocks.add(new Kept.Block(segment.marker(), segments.data(segment)));
        }
    }

    private void keep(Exif exif, byte[] segment) {
        System.arraycopy(exif.tiff(), 0, segment, EXIF_START, exif.tiff().length);
        // Exif comes first (Exif 2.32, 4.7.2).
        blocks.addFirst(new Kept.Block(JpegSegments.APP1, segment));
        orientation = exif.orientation();
        warnings.addAll(exif.warnings());
    }

    private void keepResources() {
        Optional<PhotoshopResources> read = PhotoshopResources.of(resources.toByteArray());
        if (read.isEmpty()) {
            warnings.add("the Photoshop data were left out, because they are damaged");
            return;
        }
        if (read.get().dropped()) {
            warnings.add("the preview in the Photoshop data was left out, because it shows the image as it was");
        }
        byte[] name = (RESOURCES + "\0").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer rest = ByteBuffer.wrap(read.get().data());
        while (rest.hasRemaining()) {
            byte[] data = Arrays.copyOf(name, name.length + Math.min(rest.remaining(), MAX_DATA - name.length));
            rest.get(data, name.length, data.length - name.length);
            blocks.add(new Kept.Block(APP13, data));
        }
    }

    private boolean isText(JpegSegments.Segment segment) {
        return segment.marker() == JpegSegments.COMMENT
                || segment.marker() == JpegSegments.APP1 && segments.isNamed(segment, XMP);
    }

    /** The file without what the decoder does not need, so that nothing in it can mislead the decoder. */
    byte[] pixelsAlone() {
        return segments.without(unneeded);
    }

    Kept kept() {
        return new Kept(blocks, orientation, JpegCoding.of(segments), warnings);
    }

    /** Writes segments. */
    static byte[] write(List<Kept.Block> blocks) {
        var out = new ByteArrayOutputStream();
        for (Kept.Block block : blocks) {
            int length = Math.min(block.data().length, MAX_DATA);
            out.write(0xFF);
            out.write(block.kind());
            out.write(length + 2 >> 8);
            out.write(length + 2);
            out.write(block.data(), 0, length);
        }
        return out.toByteArray();
    }
}
