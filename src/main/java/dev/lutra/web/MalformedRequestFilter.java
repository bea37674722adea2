package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.PlainText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests with a malformed query or header before any other code reads them. Later code would fail in its own
 * way, at places that cannot answer with a problem.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class MalformedRequestFilter extends OncePerRequestFilter {

    /** Spring sorts at most this many media types. */
    private static final int MAX_MEDIA_TYPES = 50;

    private static final int HEX = 16;

    private final ProblemWriter problems;

    MalformedRequestFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var faults = new ArrayList<FieldFault>();
        checkQuery(request.getQueryString(), faults);
        Collections.list(request.getHeaderNames())
                .forEach(name -> checkHeader(name, Collections.list(request.getHeaders(name)), faults));
        if (faults.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            problems.write(ProblemDetails.of(new MalformedRequest(faults, null)), request, response);
        }
    }

    private static void checkQuery(@Nullable String query, List<FieldFault> faults) {
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            if (!isUtf8(parameter)) {
                String name = parameter.split("=", 2)[0];
                faults.add(new FieldFault(name, "malformed", "is not percent-encoded UTF-8"));
            }
        }
    }

    private static void checkHeader(String name, List<String> values, List<FieldFault> faults) {
        if (!values.stream().allMatch(PlainText::isHeaderValue)) {
            faults.add(new FieldFault(name, "malformed", "contains control characters"));
        } else if (name.equalsIgnoreCase(HttpHeaders.ACCEPT) && !areMediaTypes(values)) {
            faults.add(new FieldFault(
                    name, "malformed", "is not a list of up to %d media types".formatted(MAX_MEDIA_TYPES)));
        } else if (name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                && values.stream().anyMatch(MalformedRequestFilter::hasWildcard)) {
            faults.add(new FieldFault(name, "malformed", "is a range of media types"));
        }
    }

    /** Spring rejects such a body type where nothing turns that into a problem. */
    private static boolean hasWildcard(String contentType) {
        return contentType.split(";", 2)[0].contains("*");
    }

    private static boolean areMediaTypes(List<String> values) {
        try {
            String all = String.join(",", values);
            return StringUtils.countOccurrencesOf(all, ",") < MAX_MEDIA_TYPES
                    && MediaType.parseMediaTypes(all).size() <= MAX_MEDIA_TYPES;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isUtf8(String encoded) {
        var bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                // Tomcat passes each byte of the query on as one char.
                bytes.put((byte) c);
            } else if (i + 2 < encoded.length() && isHex(encoded.charAt(i + 1)) && isHex(encoded.charAt(i + 2))) {
                bytes.put((byte) Integer.parseInt(encoded, i + 1, i + 3, HEX));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, HEX) >= 0 && c < 0x80;
    }
}
