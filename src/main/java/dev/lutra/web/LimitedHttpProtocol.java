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
 * HTTP/1.1 with a limit on the time that a request's line and header take to come, as Tomcat's own timeout starts anew
 * with every byte, and with a way to end answers that nobody takes for whole. Made by Tomcat, which wants it public and without arguments.
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

        /**
         * Resets what is cut: to HTTP/1.0, which many proxies speak to what is behind them, a mere end of the connection
         * is the end of the answer.
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
