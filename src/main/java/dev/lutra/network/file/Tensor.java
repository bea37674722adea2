package dev.lutra.network.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of a {@link Safetensors} file.
 *
 * @param shape its dimensions
 * @param bytes its elements, row-major
 */
public record Tensor(Type type, List<Long> shape, byte[] bytes) {

    /** Element types that Lutra uses, with their bytes. */
    public enum Type {
        U8(1),
        I8(1),
        F16(2),
        I32(4),
        F32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Of an element. */
        int bytes() {
            return bytes;
        }
    }

    public static Tensor of(float[] values, Type type, long... shape) {
        var buffer = ByteBuffer.allocate(values.length * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> buffer.putFloat(value);
                case F16 -> buffer.putShort(Float.floatToFloat16(value));
                case U8, I8, I32 -> throw new IllegalArgumentException("floats are not stored as " + type);
            }
        }
        return new Tensor(type, Arrays.stream(shape).boxed().toList(), buffer.array());
    }

    /** A row of bytes, each 0…255. */
    public static Tensor of(byte[] values) {
        return new Tensor(Type.U8, List.of((long) values.length), values);
    }

    /** A row of whole numbers. */
    public static Tensor of(int[] values) {
        var buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return new Tensor(Type.I32, List.of((long) values.length), buffer.array());
    }

    /** The elements of an I32. */
    int[] ints() {
        var values = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
        return values;
    }

    /** The elements as floats. */
    public float[] floats() {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[bytes.length / type.bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case F32 -> buffer.getFloat();
                case F16 -> Float.float16ToFloat(buffer.getShort());
                case I32 -> buffer.getInt();
                case U8 -> buffer.get() & 0xFF;
                case I8 -> buffer.get();
            };
        }
        return values;
    }
}
