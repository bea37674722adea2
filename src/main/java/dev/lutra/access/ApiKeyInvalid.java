package dev.lutra.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The API key is unknown or revoked: 401, {@code api-key-invalid}, with WWW-Authenticate (RFC 6750, 3.1). */
final class ApiKeyInvalid extends ErrorResponseException {

    ApiKeyInvalid() {
        super(HttpStatus.UNAUTHORIZED, problem(), null);
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }

    private static ProblemDetail problem() {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "This API key is unknown or was revoked.");
        problem.setProperty("code", "api-key-invalid");
        return problem;
    }
}
