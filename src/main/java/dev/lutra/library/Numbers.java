package dev.lutra.library;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Converts numbers to the form in which the database stores them: little-endian floats. */
final class Numbers {

    private Numbers() {}

    static byte[] toBytes(float... values) {
        var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static float[] toFloats(byte[] bytes) {
        var values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** The bytes of a domain; null for 0…1, the domain of nearly all LUTs. */
    static byte @Nullable [] toBytes(RgbBox domain) {
        Rgb min = domain.min();
        Rgb max = domain.max();
        return domain.isUnit() ? null : toBytes(min.red(), min.green(), min.blue(), max.red(), max.green(), max.blue());
    }

    static RgbBox toDomain(byte @Nullable [] bytes) {
        if (bytes == null) {
            return RgbBox.UNIT;
        }
        float[] values = toFloats(bytes);
        return new RgbBox(new Rgb(values[0], values[1], values[2]), new Rgb(values[3], values[4], values[5]));
    }
}
