package dev.lutra.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.plugins.tiff.TIFFTagSet;

/** The tags of a TIFF that are copied: profile, orientation, resolution, text and rights. */
final class TiffTags {

    static final int PROFILE = 34675;
    private static final int EXIF = 34665;
    private static final List<Integer> BYTES = List.of(700, 33723, PROFILE);
    private static final List<Integer> TEXT = List.of(270, 271, 272, 305, 306, 315, 33432);
    private static final List<Integer> NUMBERS = List.of(TiffDirectory.ORIENTATION, 296);
    private static final List<Integer> RATIOS = List.of(282, 283);

    private TiffTags() {}

    /** The bytes of all values that {@link #kept} copies. */
    static long bytes(TiffDirectory tags) {
        return Stream.of(BYTES, TEXT)
                .flatMap(List::stream)
                .filter(tag -> tags.type(tag) != 0)
                .mapToLong(tags::size)
                .sum();
    }

    /** Collects the tags. A block holds the bytes of a value; numbers are in big-endian order. */
    static Kept kept(TiffHeader header) {
        TiffDirectory tags = header.tags();
        var blocks = new ArrayList<Kept.Block>();
        for (int tag : BYTES) {
            add(tag, tags.bytes(tag), blocks);
        }
        for (int tag : TEXT) {
            add(tag, tags.text(tag).getBytes(StandardCharsets.UTF_8), blocks);
        }
        for (int tag : NUMBERS) {
            if (tags.type(tag) == TIFFTag.TIFF_SHORT) {
                add(tag, new byte[] {(byte) (tags.number(tag, 0) >> 8), (byte) tags.number(tag, 0)}, blocks);
            }
        }
        // The encoder fails if there is only one of them.
        if (RATIOS.stream().allMatch(tag -> tags.ratio(tag).length > 0)) {
            RATIOS.forEach(tag -> add(tag, tags.ratio(tag), blocks));
        }
        var warnings = new ArrayList<String>();
        if (tags.type(EXIF) != 0) {
            warnings.add("the Exif data of the TIFF were left out");
        }
        if (tags.hasNext()) {
            warnings.add("the further images of the TIFF were left out");
        }
        return new Kept(blocks, tags.orientation(), header.coding(), warnings);
    }

    private static void add(int tag, byte[] data, List<Kept.Block> blocks) {
        if (data.length > 0) {
            blocks.add(new Kept.Block(tag, data));
        }
    }

    /** The tags for the encoder. */
    static IIOMetadata metadata(List<Kept.Block> blocks) {
        var directory = new TIFFDirectory(new TIFFTagSet[] {BaselineTIFFTagSet.getInstance()}, null);
        for (Kept.Block block : blocks) {
            directory.addTIFFField(field(block.kind(), block.data()));
        }
        return directory.getAsMetadata();
    }

    private static TIFFField field(int tag, byte[] data) {
        ByteBuffer numbers = ByteBuffer.wrap(data);
        if (NUMBERS.contains(tag)) {
            return field(tag, TIFFTag.TIFF_SHORT, 1, new char[] {numbers.getChar()});
        }
        if (RATIOS.contains(tag)) {
            long[] ratio = {numbers.getInt() & 0xFFFFFFFFL, numbers.getInt() & 0xFFFFFFFFL};
            return field(tag, TIFFTag.TIFF_RATIONAL, 1, new long[][] {ratio});
        }
        if (TEXT.contains(tag)) {
            return field(tag, TIFFTag.TIFF_ASCII, 1, new String[] {new String(data, StandardCharsets.UTF_8)});
        }
        return field(tag, tag == PROFILE ? TIFFTag.TIFF_UNDEFINED : TIFFTag.TIFF_BYTE, data.length, data);
    }

    private static TIFFField field(int tag, int type, int count, Object values) {
        return new TIFFField(new TIFFTag("", tag, 1 << type), type, count, values);
    }
}
