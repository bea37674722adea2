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
 * Limits the time for which a client can occupy a request with its body. The body must arrive at a minimum rate. After
 * the answer, the rest of the body is read only for a short time, so that the client can receive the answer.
 *
 * <p>This valve works below all filters, because Tomcat reads multipart bodies from its own buffer.
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

    /** Reads the rest of the body, and closes the connection if the rest does not arrive soon. */
    private void drain(Request request) {
        var coyote = request.getCoyoteRequest();
        var buffer = new ServersBuffer();
        long drained = 0;
        long end = System.nanoTime() + settings.rateWindow().toNanos();
        try {
            // A client that waits for "100 Continue" does not send its body any more.
            while (!coyote.hasExpectation() && drained < MAX_DRAINED && System.nanoTime() < end) {
                int count = coyote.doRead(buffer);
                if (count < 0) {
                    return;
                }
                drained += count;
            }
        } catch (IOException e) {
            container.getLogger().debug("The rest of a request body did not arrive", e);
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

    /** Receives bytes without a copy: they stay in the server's own buffer. */
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
            // The server expands its own buffer.
        }
    }
}
