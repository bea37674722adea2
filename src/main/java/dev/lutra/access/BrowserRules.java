package dev.lutra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What browsers may do with answers. The page of the gallery consists of files of this service alone and talks to
 * nobody else. Swagger UI also writes styles into its elements.
 */
final class BrowserRules implements HeaderWriter {

    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self' blob: data:; connect-src 'self'; "
                    + "worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    private static final String STRICT = CONTENT.formatted("");
    private static final String SWAGGER = CONTENT.formatted(" 'unsafe-inline'");

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean swagger = request.getRequestURI().startsWith(request.getContextPath() + "/swagger-ui/");
        response.setHeader("Content-Security-Policy", swagger ? SWAGGER : STRICT);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
