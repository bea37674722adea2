package dev.lutra.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way to a client. Its beginning is kept back, so that what fails early can be answered with a problem;
 * what fails later is broken off where it is, never brought to an end that looks like one.
 */
final class AnswerStream extends OutputStream {

    /** More than a server's own buffer: once it goes out, the answer has begun. */
    private static final int HEAD = 1 << 16;

    private final Delivery.Target target;
    private final Duration maxTime;
    private final byte[] head = new byte[HEAD];
    private int held;
    private @Nullable OutputStream out;
    private long opened;
    private boolean broken;

    /** @param maxTime that the client may take over the answer */
    AnswerStream(Delivery.Target target, Duration maxTime) {
        this.target = target;
        this.maxTime = maxTime;
    }

    /** Hands over the lattice; if that fails, nothing that is written afterwards is sent any more. */
    LatticeSource breakingOff(LatticeSource lattice) {
        return sink -> {
            boolean whole = false;
            try {
                lattice.writeTo(sink);
                whole = true;
            } finally {
                broken = !whole;
            }
        };
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (broken) {
            return;
        }
        if (out == null && held + length <= HEAD) {
            System.arraycopy(bytes, offset, head, held, length);
            held += length;
        } else {
            begun().write(bytes, offset, length);
        }
    }

    /** Sends what is still kept back, once the answer is whole. */
    void finish() throws IOException {
        begun().flush();
    }

    private OutputStream begun() throws IOException {
        OutputStream begun = out;
        if (begun == null) {
            begun = target.open();
            out = begun;
            opened = System.nanoTime();
            begun.write(head, 0, held);
        } else if (System.nanoTime() - opened > maxTime.toNanos()) {
            throw new IOException("a client took more than %d s over an answer".formatted(maxTime.toSeconds()));
        }
        return begun;
    }
}
