package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/** The types of the numbers in binary files. */
enum BinaryNumber {
    UINT8(1) {
        @Override
        float next(ByteBuffer bytes) {
            return Byte.toUnsignedInt(bytes.get());
        }
    },
    INT8(1) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.get();
        }
    },
    UINT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Short.toUnsignedInt(bytes.getShort());
        }
    },
    INT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getShort();
        }
    },
    UINT32(4) {
        @Override
        float next(ByteBuffer bytes) {
            return Integer.toUnsignedLong(bytes.getInt());
        }
    },
    INT32(4) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getInt();
        }
    },
    INT64(8) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getLong();
        }
    },
    FLOAT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Float.float16ToFloat(bytes.getShort());
        }
    },
    FLOAT32(4) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    FLOAT64(8) {
        @Override
        float next(ByteBuffer bytes) {
            return (float) bytes.getDouble();
        }
    };

    private static final int FIRST = 1 << 14;

    /** A multiple of the bytes of each type. */
    private static final int BUFFER = 1 << 14;

    private final int bytes;

    BinaryNumber(int bytes) {
        this.bytes = bytes;
    }

    /** The bytes of a number. */
    int bytes() {
        return bytes;
    }

    /** The next number as a float, rounded; infinite if it is beyond the range of a float. */
    abstract float next(ByteBuffer bytes);

    /**
     * Reads numbers, in memory that grows with what arrives.
     *
     * @param cut makes the exception for a stream that ends before the last number
     */
    float[] read(InputStream in, ByteOrder order, int count, Supplier<InvalidLutFile> cut) throws IOException {
        var numbers = new float[Math.min(count, FIRST)];
        var buffer = new byte[BUFFER];
        ByteBuffer view = ByteBuffer.wrap(buffer).order(order);
        int filled = 0;
        while (filled < count) {
            int piece = Math.min(count - filled, buffer.length / bytes);
            if (in.readNBytes(buffer, 0, piece * bytes) < piece * bytes) {
                throw cut.get();
            }
            if (filled + piece > numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * numbers.length));
            }
            view.clear();
            for (int i = 0; i < piece; i++) {
                numbers[filled++] = next(view);
            }
        }
        return numbers;
    }
}
