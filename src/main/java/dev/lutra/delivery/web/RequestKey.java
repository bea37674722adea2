package dev.lutra.delivery.web;

import dev.lutra.problem.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text that is equal for requests that get equal answers from the same library: the target of a GET, and the headers
 * that a filter or a controller reads. Other headers have no influence on files.
 */
final class RequestKey {

    private static final int MAX_LENGTH = 2048;

    private final StringBuilder text = new StringBuilder(256);
    private boolean isComplete = true;
    private boolean hasOrigin;

    private RequestKey() {}

    /** The key of a request; null if a request like this one has to be looked at in full. */
    static @Nullable String of(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return null;
        }
        var key = new RequestKey();
        key.text.append(request.getRequestURI());
        if (request.getQueryString() != null) {
            key.text.append('?').append(request.getQueryString());
        }
        // Only answers over TLS have Strict-Transport-Security.
        key.text.append(request.isSecure() ? "\ns" : "\n");
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements() && key.isComplete) {
            key.addHeader(names.nextElement(), request);
        }
        if (key.hasOrigin) {
            // A page of this server needs no permission to read the answer.
            key.text.append('\n').append(request.getScheme()).append(' ').append(request.getServerName());
            key.text.append(' ').append(request.getServerPort());
        }
        return key.isComplete && key.text.length() <= MAX_LENGTH ? key.text.toString() : null;
    }

    private void addHeader(String name, HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders(name);
        String lowerCase = name.toLowerCase(Locale.ROOT);
        boolean isRead = switch (lowerCase) {
            case "accept", "accept-encoding", "origin", "range" -> true;
            case "authorization", "content-length", "content-type", "expect", "transfer-encoding" -> {
                isComplete = false;
                yield false;
            }
            default -> lowerCase.startsWith("if-");
        };
        hasOrigin |= lowerCase.equals("origin");
        while (values.hasMoreElements()) {
            String value = values.nextElement();
            isComplete &= PlainText.isHeaderValue(value);
            if (isRead) {
                text.append('\n').append(lowerCase).append(':').append(value);
            }
        }
    }
}
