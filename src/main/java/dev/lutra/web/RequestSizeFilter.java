package dev.lutra.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Rejects large bodies: at once if their declared length is too large, otherwise when too many bytes were read. Tomcat
 * itself reads and counts multipart bodies. This filter runs after the check of keys, so a client without a key learns
 * nothing about the limits.
 */
@Component
final class RequestSizeFilter extends OncePerRequestFilter {

    private final WebSettings settings;
    private final HandlerExceptionResolver problems;

    RequestSizeFilter(WebSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataSize limit = limit(request);
        if (isOpenForm(request) && request.getContentLengthLong() < 0) {
            problems.resolveException(request, response, null, new LengthRequired());
        } else if (request.getContentLengthLong() > limit.toBytes()) {
            problems.resolveException(request, response, null, new RequestTooLarge(limit));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    private DataSize limit(HttpServletRequest request) {
        if (isOpenForm(request)) {
            return settings.maxOpenUploadSize();
        }
        if (isForm(request)) {
            return settings.maxUploadSize();
        }
        return isOf(request, "image/") ? settings.maxOpenUploadSize() : settings.maxRequestSize();
    }

    /**
     * Whether the request is a form without a key. Tomcat would store all of it before any code of Lutra counts, so that
     * such a form must declare its length.
     */
    private static boolean isOpenForm(HttpServletRequest request) {
        return isForm(request) && request.getUserPrincipal() == null;
    }

    private static boolean isForm(HttpServletRequest request) {
        return isOf(request, MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private static boolean isOf(HttpServletRequest request, String type) {
        String declared = request.getContentType();
        return declared != null && declared.strip().toLowerCase(Locale.ROOT).startsWith(type);
    }

    static final class LimitedRequest extends HttpServletRequestWrapper {

        private final DataSize limit;

        LimitedRequest(HttpServletRequest request, DataSize limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit);
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream in;
        private final DataSize limit;
        private long read;

        LimitedStream(ServletInputStream in, DataSize limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit.toBytes()) {
                throw new RequestTooLarge(limit);
            }
        }
    }
}
