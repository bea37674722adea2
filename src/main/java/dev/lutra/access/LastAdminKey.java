package dev.lutra.access;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Without this key nobody could add or revoke keys: 409, {@code last-admin-key}. */
final class LastAdminKey extends ErrorResponseException {

    LastAdminKey() {
        super(HttpStatus.CONFLICT, problem(), null);
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "This is the last admin key: add another one first, or set LUTRA_API_KEY.");
        problem.setProperty("code", "last-admin-key");
        return problem;
    }
}
