package dev.lutra.web;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 with a limit on the time that a request's line and header take to come: Tomcat's own timeout starts anew with
 * every byte. Made by Tomcat, which wants it public and without arguments.
 */
public final class LimitedHttpProtocol extends Http11NioProtocol {

    private Duration headerTime = Duration.ofSeconds(20);

    void setHeaderTime(Duration headerTime) {
        this.headerTime = headerTime;
    }

    @Override
    protected Processor createProcessor() {
        return new LimitedProcessor(this, getAdapter(), headerTime);
    }

    private static final class LimitedProcessor extends Http11Processor {

        private final Duration headerTime;

        LimitedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration headerTime) {
            super(protocol, adapter);
            this.headerTime = headerTime;
        }

        /** Called when a request begins, and with every further piece of its header. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long started = request.getStartTimeNanos();
            if (started >= 0 && System.nanoTime() - started > headerTime.toNanos()) {
                return SocketState.CLOSED;
            }
            return super.service(socket);
        }
    }
}
