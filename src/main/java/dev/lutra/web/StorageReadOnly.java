package dev.lutra.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is stored can be read and not changed: 503, {@code storage-read-only}, with Retry-After. */
final class StorageReadOnly extends ErrorResponseException {

    StorageReadOnly(Exception cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, "60");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Nothing can be written at the moment: the storage is read-only.");
        problem.setProperty("code", "storage-read-only");
        return problem;
    }
}
