package dev.lutra.web;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with two additions: a limit on the time in which a request line and its headers arrive, because Tomcat's own
 * timeout restarts with every byte, and a reset of connections whose answer is incomplete. Tomcat creates this class,
 * so it is public and has no constructor arguments.
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

        /**
         * Processes the next bytes. Tomcat calls this when a request begins and for every further piece of its headers.
         */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long started = request.getStartTimeNanos();
            if (started >= 0 && System.nanoTime() - started > headerTime.toNanos()) {
                return SocketState.CLOSED;
            }
            return super.service(socket);
        }

        /**
         * Resets the connection when an answer is cut. In HTTP/1.0, which many proxies use towards their backends, a
         * regular close would mark the end of a complete answer.
         */
        @Override
        protected void setErrorState(ErrorState state, @Nullable Throwable cause) {
            super.setErrorState(state, cause);
            SocketWrapperBase<?> wrapper = getSocketWrapper();
            if (state == ErrorState.CLOSE_NOW && wrapper != null && wrapper.getSocket() instanceof NioChannel channel) {
                try {
                    channel.getIOChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
                } catch (IOException e) {
                    getLog().debug("The connection is closed already", e);
                }
            }
        }
    }
}
