package dev.lutra.delivery;

import dev.lutra.compute.Results;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Hands what one thread writes over to another, which passes it to a client. The writer never waits for the client, so
 * that a slow one occupies no computing thread; whoever uses this has room for the whole answer.
 */
final class HandedOver extends OutputStream {

    private static final int PIECE = 1 << 16;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private byte[] piece = new byte[PIECE];
    private int filled;

    /** Writes something into a stream, on computing threads, and waits for them. */
    @FunctionalInterface
    interface Writing {

        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes an answer to a client. If the client goes away, the writing is interrupted.
     *
     * @param writing runs on its own virtual thread: it may wait, but must compute on other threads
     * @param target opened once there is something to write, and left open
     * @throws IOException if the client does not read the answer, or the writing fails
     */
    @SuppressWarnings("ReferenceEquality") // The end is one array, told from all others by its identity.
    static void write(Writing writing, Delivery.Target target) throws IOException {
        var handed = new HandedOver();
        var task = new FutureTask<>(handed.all(writing));
        Thread writer = Thread.startVirtualThread(task);
        try {
            OutputStream out = null;
            for (byte[] next = handed.pieces.take(); next != END; next = handed.pieces.take()) {
                out = out == null ? target.open() : out;
                out.write(next);
            }
            Results.await(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service stops");
        } finally {
            task.cancel(true);
            join(writer);
        }
    }

    private Callable<Boolean> all(Writing writing) {
        return () -> {
            try {
                writing.writeTo(this);
                flush();
                return true;
            } finally {
                pieces.add(END);
            }
        };
    }

    /** The memory of the answer is in use until the writer has stopped. */
    private static void join(Thread writer) {
        boolean interrupted = Thread.interrupted();
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int count = Math.min(end - from, PIECE - filled);
            System.arraycopy(bytes, from, piece, filled, count);
            filled += count;
            from += count;
            if (filled == PIECE) {
                flush();
            }
        }
    }

    /** @throws InterruptedIOException if the client went away */
    @Override
    public void flush() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("nobody waits for the answer any more");
        }
        if (filled > 0) {
            pieces.add(filled == PIECE ? piece : Arrays.copyOf(piece, filled));
            piece = new byte[PIECE];
            filled = 0;
        }
    }
}
