package dev.lutra.delivery.web;

import dev.lutra.delivery.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * An answer that was given, without its bytes.
 *
 * @param version the version of what Lutra delivers for which it is right
 * @param etag the ETag of the file
 * @param status 200 or 304
 * @param contentType null for 304
 * @param headers the headers of the answer, apart from those that the server adds
 * @param pattern the address of the operation, under which requests are counted
 */
record KnownAnswer(
        Delivery.Version version,
        String etag,
        int status,
        @Nullable String contentType,
        List<Field> headers,
        String pattern) {

    /** The server writes these itself. Content-Type and Content-Length are not kept as headers. */
    private static final List<String> OF_SERVER =
            List.of("connection", "content-length", "content-type", "date", "keep-alive", "transfer-encoding");

    private static final int OK = HttpStatus.OK.value();
    private static final int NOT_MODIFIED = HttpStatus.NOT_MODIFIED.value();

    /** Whether an answer is of a kind that can be kept. */
    static boolean isComplete(HttpServletResponse response) {
        return response.getStatus() == OK || response.getStatus() == NOT_MODIFIED;
    }

    /** Keeps an answer that a controller has given. */
    static KnownAnswer of(
            Delivery.Version version, String etag, HttpServletRequest request, HttpServletResponse response) {
        List<Field> headers = response.getHeaderNames().stream()
                .distinct()
                .filter(name -> !OF_SERVER.contains(name.toLowerCase(Locale.ROOT)))
                .flatMap(name -> response.getHeaders(name).stream().map(value -> new Field(name, value)))
                .toList();
        return new KnownAnswer(
                version,
                etag,
                response.getStatus(),
                response.getContentType(),
                headers,
                String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
    }

    /** Gives the answer again. Returns false, and writes nothing, if its bytes are no longer in the cache. */
    boolean send(Delivery delivery, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = status == OK ? delivery.cached(etag) : null;
        if (status == OK && bytes == null) {
            return false;
        }
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observation -> observation.setPathPattern(pattern));
        response.setStatus(status);
        headers.forEach(header -> response.addHeader(header.name(), header.value()));
        if (contentType != null) {
            response.setHeader(HttpHeaders.CONTENT_TYPE, contentType);
        }
        if (bytes != null) {
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
        return true;
    }

    /** The approximate memory in bytes. */
    int weight() {
        return headers.stream().mapToInt(Field::weight).sum() + etag.length() + pattern.length();
    }

    /** A header field. */
    record Field(String name, String value) {

        private static final int OBJECTS = 100;

        int weight() {
            return OBJECTS + name.length() + value.length();
        }
    }
}
