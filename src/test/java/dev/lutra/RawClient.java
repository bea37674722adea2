package dev.lutra;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends what it is told, byte by byte, and sees how its connection ends. */
public final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket = new Socket();
    private boolean reset;

    /** Connects to {@code http://host:port}. */
    public RawClient(String address) throws IOException {
        this(address, 1 << 16);
    }

    /** @param window bytes that the client's side holds of what it has not read */
    public RawClient(String address, int window) throws IOException {
        URI server = URI.create(address);
        socket.setReceiveBufferSize(window);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    /** Sends text of which each character is a byte. */
    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /**
     * Reads up to so many bytes.
     *
     * @return the number of bytes, −1 at the end of the connection, however it ends
     */
    public int read(byte[] bytes) throws IOException {
        try {
            return socket.getInputStream().read(bytes);
        } catch (SocketException e) {
            reset = true;
            return -1;
        }
    }

    /** Whether the connection did not end in good order. */
    public boolean isReset() {
        return reset;
    }

    /** Reads until the connection ends, in whatever way. */
    public String readAll() throws IOException {
        var all = new StringBuilder();
        var bytes = new byte[1 << 16];
        for (int count = read(bytes); count >= 0; count = read(bytes)) {
            all.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    /** Reads the status line and the headers. */
    public String readHeader() throws IOException {
        var header = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!header.toString().endsWith("\r\n\r\n")) {
            int value = in.read();
            if (value < 0) {
                break;
            }
            header.append((char) value);
        }
        return header.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
