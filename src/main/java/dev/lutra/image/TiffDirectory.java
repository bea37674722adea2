package dev.lutra.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first directory of a TIFF file, or of the Exif block of another file, which is a TIFF without pixels (TIFF 6.0,
 * section 2). Only what lies within the data is read.
 */
@SuppressWarnings("ByteBufferBackingArray") // The buffer wraps a whole array.
final class TiffDirectory {

    static final int ORIENTATION = 274;

    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int RATIO = 5;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final ByteBuffer data;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final int nextAt;

    private TiffDirectory(ByteBuffer data, int start) {
        this.data = data;
        int count = data.getShort(start) & 0xFFFF;
        nextAt = start + 2 + ENTRY * count;
        for (int i = 0; i < count; i++) {
            Entry entry = entry(start + 2 + ENTRY * i);
            entries.putIfAbsent(entry.tag, entry);
        }
    }

    /**
     * A field.
     *
     * @param type its type, 1…12, or another one that this class does not read
     * @param at where its values are
     */
    private record Entry(int tag, int type, long count, long at) {

        long bytes() {
            return type < TYPE_BYTES.length ? count * TYPE_BYTES[type] : Long.MAX_VALUE;
        }
    }

    /** Reads the directory; empty if it is damaged. */
    static Optional<TiffDirectory> of(byte[] tiff) {
        ByteBuffer data = ByteBuffer.wrap(tiff);
        if (tiff.length < HEADER) {
            return Optional.empty();
        }
        data.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            return Optional.of(new TiffDirectory(data, data.getInt(4)));
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Entry entry(int at) {
        var entry = new Entry(
                data.getShort(at) & 0xFFFF, data.getShort(at + 2) & 0xFFFF, data.getInt(at + 4) & 0xFFFFFFFFL, at + 8);
        return entry.bytes() <= 4
                ? entry
                : new Entry(entry.tag, entry.type, entry.count, data.getInt(at + 8) & 0xFFFFFFFFL);
    }

    /** The first number of a field; the other one if there is none. */
    long number(int tag, long otherwise) {
        long[] numbers = numbers(tag, 1);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    /**
     * The whole numbers of a field: bytes, shorts or longs.
     *
     * @param most the largest number of them that is read
     */
    long[] numbers(int tag, int most) {
        Entry entry = entries.get(tag);
        if (entry == null || !isInside(entry) || entry.count == 0) {
            return new long[0];
        }
        var numbers = new long[(int) Math.min(entry.count, most)];
        for (int i = 0; i < numbers.length; i++) {
            int at = (int) entry.at + i * TYPE_BYTES[entry.type];
            numbers[i] = switch (entry.type) {
                case 1 -> data.get(at) & 0xFF;
                case 3 -> data.getShort(at) & 0xFFFF;
                case 4 -> data.getInt(at) & 0xFFFFFFFFL;
                default -> -1;
            };
        }
        return numbers;
    }

    /** The type of a field, 1…13 (TIFF 6.0, section 2); 0 if it is not there, or not within the data. */
    int type(int tag) {
        Entry entry = entries.get(tag);
        return entry != null && isInside(entry) ? entry.type : 0;
    }

    /** How many values a field has; 0 if it is not there. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** The length of the values of a field that lies within the data, in bytes. */
    long size(int tag) {
        Entry entry = entries.get(tag);
        return entry == null || !isInside(entry) ? 0 : entry.bytes();
    }

    /** Whether all values of a field lie within the data; true if it is not there. */
    boolean isWhole(int tag) {
        Entry entry = entries.get(tag);
        return entry == null || isInside(entry);
    }

    /** The data with a directory of some of the fields instead of the first one, and no further directory. */
    byte[] alone(List<Integer> tags) {
        List<Entry> kept = entries.values().stream()
                .filter(entry -> tags.contains(entry.tag))
                .toList();
        int start = Math.ceilDiv(data.limit(), 2) * 2;
        ByteBuffer alone = ByteBuffer.wrap(Arrays.copyOf(data.array(), start + 2 + ENTRY * kept.size() + 4));
        alone.order(data.order()).putInt(4, start).position(start).putShort((short) kept.size());
        for (Entry entry : kept) {
            alone.putShort((short) entry.tag).putShort((short) entry.type).putInt((int) entry.count);
            if (entry.bytes() <= 4) {
                alone.put(data.array(), (int) entry.at, 4);
            } else {
                alone.putInt((int) entry.at);
            }
        }
        return alone.array();
    }

    /** The bytes of a field; empty if it is not there, or not within the data. */
    byte[] bytes(int tag) {
        Entry entry = entries.get(tag);
        return entry == null || !isInside(entry)
                ? new byte[0]
                : Arrays.copyOfRange(data.array(), (int) entry.at, (int) (entry.at + entry.bytes()));
    }

    /** The numerator and the denominator of a field, as big-endian numbers; empty if it is no ratio, as {@link #bytes}. */
    byte[] ratio(int tag) {
        byte[] bytes = bytes(tag);
        if (type(tag) != RATIO || bytes.length != 8) {
            return new byte[0];
        }
        ByteBuffer ratio = ByteBuffer.wrap(bytes).order(data.order());
        return ByteBuffer.allocate(8)
                .putInt(ratio.getInt())
                .putInt(ratio.getInt())
                .array();
    }

    /** The text of a field, up to its first NUL. */
    String text(int tag) {
        String text = new String(bytes(tag), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** How the pixels are turned. */
    Orientation orientation() {
        return Orientation.of(number(ORIENTATION, 1));
    }

    /** Whether there is a second directory: of a further image, or of the preview in Exif. */
    boolean hasNext() {
        return nextAt + 4 <= data.limit() && data.getInt(nextAt) != 0;
    }

    /** The data without the second directory, which nothing refers to any more. */
    byte[] withoutNext() {
        byte[] alone = data.array().clone();
        Arrays.fill(alone, nextAt, nextAt + 4, (byte) 0);
        return alone;
    }

    private boolean isInside(Entry entry) {
        return entry.bytes() <= data.limit() && entry.at + entry.bytes() <= data.limit();
    }
}
