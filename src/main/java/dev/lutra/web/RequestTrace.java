package dev.lutra.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * The trace that a request is part of: its id is in every line that is logged for the request.
 *
 * <p>It is looked up at the request itself, as a thread knows it only between filters: errors are also answered outside
 * of them.
 */
final class RequestTrace {

    private static final String PROPERTY = "traceId";

    private RequestTrace() {}

    /** Names the trace in a problem; one that Tomcat refused before any filter saw the request has none. */
    static void addTo(ProblemDetail problem, HttpServletRequest request) {
        id(request).ifPresent(id -> problem.setProperty(PROPERTY, id));
    }

    private static Optional<String> id(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .map(observation -> observation.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context)
                .map(context -> context.traceId());
    }
}
