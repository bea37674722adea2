package dev.lutra.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no room left for what was sent: 507, {@code storage-full}. */
final class StorageFull extends ErrorResponseException {

    StorageFull(Exception cause) {
        super(HttpStatus.INSUFFICIENT_STORAGE, problem(), cause);
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INSUFFICIENT_STORAGE, "There is no room left to store this.");
        problem.setProperty("code", "storage-full");
        return problem;
    }
}
