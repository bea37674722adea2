package dev.lutra.delivery.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.delivery.Delivery;
import dev.lutra.delivery.DeliverySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Answers a request for a file like an equal one before, as long as the library is the same. Such a request passes no
 * further filter and no controller, which take most of the time of a cached answer. It is observed and paced like all
 * others, because those filters come before this one.
 *
 * <p>This class keeps status and headers. The bytes stay in the cache of {@link Delivery}; if they are gone, the request
 * takes the long way.
 */
@Component
@Profile("api")
@Order(Ordered.HIGHEST_PRECEDENCE + 8)
final class RepeatedRequests implements Filter {

    private static final String OFFER = RepeatedRequests.class.getName();

    /** The share of {@code lutra.delivery.cache-size} for status and headers. */
    private static final int SHARE = 16;

    private final Delivery delivery;
    private final Cache<String, KnownAnswer> answers;

    RepeatedRequests(Delivery delivery, DeliverySettings settings, MeterRegistry registry) {
        this.delivery = delivery;
        answers = Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes() / SHARE)
                .weigher((String key, KnownAnswer answer) -> key.length() + answer.weight())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(registry, answers, "lutra.repeats");
    }

    /**
     * Says that equal requests get this answer again, as long as the library is the same.
     *
     * @param etag the ETag of the file
     */
    static void offer(HttpServletRequest request, String etag) {
        request.setAttribute(OFFER, etag);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            doFilter(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = RequestKey.of(request);
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        // The version is read first: if the library changes meanwhile, the answer is kept for a version that has
        // passed.
        Delivery.Version version = delivery.version();
        KnownAnswer known = answers.getIfPresent(key);
        if (known != null && known.version().equals(version) && known.send(delivery, request, response)) {
            return;
        }
        chain.doFilter(request, response);
        if (request.getAttribute(OFFER) instanceof String etag && KnownAnswer.isComplete(response)) {
            answers.put(key, KnownAnswer.of(version, etag, request, response));
        }
    }
}
