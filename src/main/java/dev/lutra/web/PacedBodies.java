package dev.lutra.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Bounds the time that a client can hold a request by sending its body: it must come at a minimum rate, and what is left
 * of it when the answer is made is read for a moment only, so that the client gets to see the answer.
 *
 * <p>It works below all filters, as Tomcat takes multipart bodies from its own buffer.
 */
final class PacedBodies extends ValveBase {

    private static final long MAX_DRAINED = 2L << 20;

    private final WebSettings settings;

    PacedBodies(WebSettings settings) {
        super(true);
        this.settings = settings;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        InputBuffer body = coyote.getInputBuffer();
        coyote.setInputBuffer(new PacedBody(body, new Pace(settings.minRate(), settings.rateWindow())));
        try {
            getNext().invoke(request, response);
        } finally {
            coyote.setInputBuffer(body);
        }
        if (!request.isAsync() && !request.isFinished() && isIoAllowed(request)) {
            response.finishResponse();
            drain(request);
        }
    }

    /** Closes the connection where the rest of the body does not come soon. */
    private void drain(Request request) {
        var coyote = request.getCoyoteRequest();
        var buffer = new ServersBuffer();
        long drained = 0;
        long end = System.nanoTime() + settings.rateWindow().toNanos();
        try {
            // Who waits to be asked for a body will not send it any more.
            while (!coyote.hasExpectation() && drained < MAX_DRAINED && System.nanoTime() < end) {
                int count = coyote.doRead(buffer);
                if (count < 0) {
                    return;
                }
                drained += count;
            }
        } catch (IOException e) {
            container.getLogger().debug("The rest of a body does not come", e);
        }
        coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    private static boolean isIoAllowed(Request request) {
        var allowed = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }

    private record PacedBody(InputBuffer body, Pace pace) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            pace.waiting();
            int count = body.doRead(handler);
            pace.moved(Math.max(count, 0));
            return count;
        }

        @Override
        public int available() {
            return body.available();
        }
    }

    /** Bytes are not copied: what is read lies in a buffer of the server's own. */
    private static final class ServersBuffer implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The server sees to that.
        }
    }
}
