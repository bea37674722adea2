package dev.lutra.image;

import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.stream.ImageOutputStreamImpl;

/** Passes what an encoder writes on at once, for encoders that never go back. Streams of the JDK keep all of it. */
final class ForwardOutput extends ImageOutputStreamImpl {

    private final OutputStream out;

    /** @param out stays open */
    ForwardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        streamPos++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        streamPos += length;
    }

    @Override
    public int read() throws IOException {
        throw new IOException("what was written cannot be read");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
    }
}
