package dev.lutra.delivery;

import dev.lutra.compute.MemoryBudget;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that arrives from a client, in memory that is lent for it. The memory grows with what has arrived, so that a
 * client cannot reserve memory by announcing a file.
 */
final class ReceivedFile implements AutoCloseable {

    private static final int FIRST = 1 << 20;

    private final MemoryBudget memory;
    private final List<MemoryBudget.Loan> loans = new ArrayList<>();
    private byte[] bytes = {};

    private ReceivedFile(MemoryBudget memory) {
        this.memory = memory;
    }

    /**
     * Receives a file.
     *
     * @param length its declared length; −1 if unknown
     * @throws IOException if the client does not send it, or not in time
     * @throws dev.lutra.compute.Overloaded if no memory becomes free in time
     * @throws dev.lutra.compute.MemoryShort if the file exceeds the whole budget
     */
    static ReceivedFile receive(InputStream in, long length, MemoryBudget memory) throws IOException {
        var file = new ReceivedFile(memory);
        try {
            file.read(in, length);
            return file;
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private void read(InputStream in, long length) throws IOException {
        int filled = 0;
        int count = 0;
        while (count >= 0 && filled != length) {
            if (filled == bytes.length) {
                grow(length);
            }
            count = in.read(bytes, filled, bytes.length - filled);
            filled += Math.max(count, 0);
        }
        if (filled < length) {
            throw new EOFException("the client sent %d bytes of %d".formatted(filled, length));
        }
        if (filled < bytes.length) {
            bytes = Arrays.copyOf(bytes, filled);
        }
    }

    private void grow(long length) {
        long most = length < 0 ? Integer.MAX_VALUE - 8 : length;
        int size = (int) Math.min(most, Math.max(FIRST, 2L * bytes.length));
        loans.add(memory.lend(size - bytes.length));
        bytes = Arrays.copyOf(bytes, size);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns the memory. */
    @Override
    public void close() {
        loans.forEach(MemoryBudget.Loan::close);
    }
}
