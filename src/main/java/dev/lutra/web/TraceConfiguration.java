package dev.lutra.web;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Selects the traces to export. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    /** Excludes health probes, Prometheus and scheduled tasks, which would outnumber all other traces. */
    @Bean
    SpanExportingPredicate exportedSpans() {
        return span -> !isProbe(span) && !isSchedule(span);
    }

    private static boolean isProbe(FinishedSpan span) {
        String path = span.getTags().getOrDefault("http.url", "");
        return path.startsWith("/actuator") || path.equals("/livez") || path.equals("/readyz");
    }

    private static boolean isSchedule(FinishedSpan span) {
        return span.getTags().containsKey("code.function");
    }
}
