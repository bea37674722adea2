package dev.lutra.web;

import dev.lutra.problem.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects addresses whose path variables or query parameters are not {@linkplain PlainText plain text}. All ids and
 * names are plain text, and PostgreSQL does not accept NUL.
 */
@Configuration(proxyBeanMethods = false)
class PlainAddresses implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        List<String> faults = new ArrayList<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> check(String.valueOf(name), String.valueOf(value), faults));
        }
        String query = request.getQueryString();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                // The parameters of the request would include those in the body of a form.
                String[] parts = parameter.split("=", 2);
                check(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]), faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new ControlCharacters(faults.stream().distinct().toList());
        }
        return true;
    }

    private static void check(String name, String value, List<String> faults) {
        if (!PlainText.isPlain(name) || !PlainText.isPlain(value)) {
            faults.add(PlainText.cleaned(name));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Another check rejects malformed encodings.
            return "";
        }
    }
}
