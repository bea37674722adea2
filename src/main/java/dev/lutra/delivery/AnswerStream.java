package dev.lutra.delivery;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes an answer to a client, and breaks it off if the client takes too long to read it. */
final class AnswerStream extends FilterOutputStream {

    private final Duration maxTime;
    private final long opened = System.nanoTime();

    /** @param maxTime the time that the client may take to read the answer */
    AnswerStream(OutputStream out, Duration maxTime) {
        super(out);
        this.maxTime = maxTime;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (System.nanoTime() - opened > maxTime.toNanos()) {
            throw new IOException("a client took more than %d s over an answer".formatted(maxTime.toSeconds()));
        }
        out.write(bytes, offset, length);
    }
}
