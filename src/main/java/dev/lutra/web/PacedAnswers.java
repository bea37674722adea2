package dev.lutra.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Aborts answers that the client reads too slowly. Tomcat itself detects a client that reads nothing. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class PacedAnswers extends OncePerRequestFilter {

    private final WebSettings settings;

    PacedAnswers(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new PacedResponse(response, new Pace(settings.minRate(), settings.rateWindow())));
    }

    private static final class PacedResponse extends HttpServletResponseWrapper {

        private final Pace pace;
        private @Nullable ServletOutputStream paced;

        PacedResponse(HttpServletResponse response, Pace pace) {
            super(response);
            this.pace = pace;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (paced == null) {
                paced = new PacedStream(super.getOutputStream(), pace);
            }
            return paced;
        }
    }

    private static final class PacedStream extends ServletOutputStream {

        /** The rate is checked after each chunk. */
        private static final int CHUNK = 1 << 16;

        private final ServletOutputStream out;
        private final Pace pace;

        PacedStream(ServletOutputStream out, Pace pace) {
            this.out = out;
            this.pace = pace;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                int count = Math.min(CHUNK, length - done);
                pace.waiting();
                out.write(bytes, offset + done, count);
                pace.moved(count);
                done += count;
            }
        }

        @Override
        public void flush() throws IOException {
            pace.waiting();
            out.flush();
            pace.moved(0);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
