package dev.lutra.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Names the address of a request in meters and traces without the regular expressions of its pattern: as
 * <code>/luts/{id}</code>, as dashboards and alerts know it.
 */
final class ShortPatterns implements HandlerInterceptor {

    private static final Pattern EXPRESSION = Pattern.compile("\\{(\\w+):[^}]*}");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> {
            String pattern = context.getPathPattern();
            if (pattern != null) {
                context.setPathPattern(EXPRESSION.matcher(pattern).replaceAll("{$1}"));
            }
        });
        return true;
    }
}
