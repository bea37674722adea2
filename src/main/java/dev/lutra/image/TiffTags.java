package dev.lutra.image;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.Rational;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tags of a TIFF that are copied: profile, orientation, resolution, text and rights. */
final class TiffTags {

    private static final int PROFILE = 34675;
    private static final int EXIF = 34665;
    private static final List<Integer> BYTES = List.of(700, 33723, PROFILE);
    private static final List<Integer> TEXT = List.of(270, 271, 272, 305, 306, 315, 33432);
    private static final List<Integer> NUMBERS = List.of(TiffDirectory.ORIENTATION, 296);
    private static final List<Integer> RATIOS = List.of(282, 283);

    private static final short TYPE_BYTE = 1;
    private static final short TYPE_SHORT = 3;
    private static final short TYPE_RATIONAL = 5;
    private static final short TYPE_UNDEFINED = 7;

    private TiffTags() {}

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
            if (tags.type(tag) == TYPE_SHORT) {
                add(tag, new byte[] {(byte) (tags.number(tag, 0) >> 8), (byte) tags.number(tag, 0)}, blocks);
            }
        }
        for (int tag : RATIOS) {
            if (tags.type(tag) == TYPE_RATIONAL) {
                add(tag, tags.ratio(tag), blocks);
            }
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
    static List<Entry> entries(List<Kept.Block> blocks) {
        var entries = new ArrayList<Entry>();
        for (Kept.Block block : blocks) {
            entries.add(entry(block.kind(), block.data()));
        }
        return entries;
    }

    private static Entry entry(int tag, byte[] data) {
        ByteBuffer numbers = ByteBuffer.wrap(data);
        if (NUMBERS.contains(tag)) {
            return new TIFFEntry(tag, TYPE_SHORT, (int) numbers.getShort());
        }
        if (RATIOS.contains(tag)) {
            return new TIFFEntry(
                    tag, TYPE_RATIONAL, new Rational(numbers.getInt() & 0xFFFFFFFFL, numbers.getInt() & 0xFFFFFFFFL));
        }
        if (TEXT.contains(tag)) {
            return new TIFFEntry(tag, new String(data, StandardCharsets.UTF_8));
        }
        return new TIFFEntry(tag, tag == PROFILE ? TYPE_UNDEFINED : TYPE_BYTE, data);
    }
}
