package dev.lutra.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The API key is good and not an admin's: 403, {@code admin-key-required}, with WWW-Authenticate (RFC 6750, 3.1). */
final class AdminKeyRequired extends ErrorResponseException {

    AdminKeyRequired() {
        super(HttpStatus.FORBIDDEN, problem(), null);
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }

    private static ProblemDetail problem() {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "Only an admin key may see and change keys.");
        problem.setProperty("code", "admin-key-required");
        return problem;
    }
}
