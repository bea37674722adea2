package dev.lutra.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Reads the id of the trace of a request, which every log line of the request also contains.
 *
 * <p>The trace comes from the request itself. The current thread knows the trace only inside the filters, and errors
 * are also answered outside of them.
 */
final class RequestTrace {

    private static final String PROPERTY = "traceId";

    private RequestTrace() {}

    /** Adds the trace id to a problem. A request that Tomcat rejected before all filters has no trace. */
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
