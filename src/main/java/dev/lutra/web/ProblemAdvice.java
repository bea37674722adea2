package dev.lutra.web;

import dev.lutra.compute.MemoryShort;
import dev.lutra.library.DatabaseOutage;
import dev.lutra.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every error with a problem (RFC 9457) that has a stable {@code code}. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    /** Headers that describe the original answer and do not apply to the problem that replaces it. */
    private static final List<String> OF_THE_ANSWER = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LENGTH,
            "Repr-Digest",
            "Lutra-Delta-E",
            "Lutra-Warnings");

    private static final DisconnectedClientHelper DISCONNECTED =
            new DisconnectedClientHelper(ProblemAdvice.class.getName() + ".disconnected");

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleProblem(Problem e, WebRequest request) {
        return handleExceptionInternal(
                e, ProblemDetails.of(e), ProblemDetails.headers(e), ProblemDetails.status(e), request);
    }

    /** Answers an unexpected error. The log contains the details, and the client gets an id by which to find them. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleUnforeseen(Exception e, WebRequest request) {
        if (DISCONNECTED.checkAndLogClientDisconnectedException(e)) {
            BrokenAnswer.mark(((ServletWebRequest) request).getRequest());
            return null;
        }
        Problem storage = StorageFailure.problem(e);
        if (storage != null) {
            return handleStorageFailure(storage, request);
        }
        if (isCommitted(request)) {
            return breakOff(e, request);
        }
        if (DatabaseOutage.isBehind(e)) {
            return handleStorageFailure(new DatabaseUnavailable(e), request);
        }
        String errorId = UUID.randomUUID().toString();
        log.error("The request failed with error {}", errorId, e);
        var problem = ProblemDetails.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "An internal error occurred. The log contains the details.");
        problem.setProperty("errorId", errorId);
        return handleExceptionInternal(e, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    /** Answers a request for which the heap was too small, so that the service can go on with other requests. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleExhaustedHeap(OutOfMemoryError e, WebRequest request) {
        return handleStorageFailure(MemoryShort.of(e), request);
    }

    /** Answers a request that failed because the database is unavailable or overloaded. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    @Nullable
    ResponseEntity<Object> handleDatabaseFailure(Exception e, WebRequest request) {
        Problem storage = StorageFailure.problem(e);
        return handleStorageFailure(storage == null ? new DatabaseUnavailable(e) : storage, request);
    }

    private @Nullable ResponseEntity<Object> handleStorageFailure(Problem e, WebRequest request) {
        if (DatabaseOutage.isBehind(e)) {
            // DatabaseWatch reduces all of these log events to one line.
            log.warn("The request failed", e);
        } else if (!isCommitted(request)) {
            log.warn(
                    "The request failed: {}",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        }
        return handleProblem(e, request);
    }

    /** Answers a malformed request that passed the filters and that the server or Spring Security rejects later. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    @Nullable
    ResponseEntity<Object> handleMalformed(Exception e, WebRequest request) {
        return handleProblem(new MalformedRequest(List.of(), e), request);
    }

    /** Answers an upload that ends early, is not a valid multipart body, or cannot be stored. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleMultipart(MultipartException e, WebRequest request) {
        if (StorageFailure.problem(e) != null || DisconnectedClientHelper.isClientDisconnectedException(e)) {
            return handleUnforeseen(e, request);
        }
        var problem = ProblemDetails.of(
                HttpStatus.BAD_REQUEST, "invalid-multipart", "The upload is not a valid multipart body.");
        return handleExceptionInternal(e, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = ProblemDetails.of(
                HttpStatus.CONTENT_TOO_LARGE, "request-too-large", "The upload is too large or has too many parts.");
        return handleExceptionInternal(e, problem, headers, HttpStatus.CONTENT_TOO_LARGE, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, RequestProblems.typeMismatch(e, status), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, RequestProblems.missing(e.getParameterName(), status), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, RequestProblems.missing(e.getRequestPartName(), status), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, RequestProblems.unreadable(e, status), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, RequestProblems.outOfRange(e), headers, HttpStatus.UNPROCESSABLE_CONTENT, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, RequestProblems.invalid(e), headers, HttpStatus.UNPROCESSABLE_CONTENT, request);
    }

    /**
     * Completes all answers of this class: each problem gets a code and a trace id, and caches must not store it. An
     * answer that has begun cannot become a problem any more, so it is aborted.
     */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (isCommitted(request)) {
            return breakOff(e, request);
        }
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response != null) {
            response.resetBuffer();
            response.setContentType(null);
            OF_THE_ANSWER.forEach(name -> response.setHeader(name, null));
        }
        var uncached = new HttpHeaders();
        uncached.putAll(headers);
        uncached.setCacheControl(CacheControl.noStore());
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, uncached, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            ProblemDetails.addCode(problem);
            RequestTrace.addTo(problem, ((ServletWebRequest) request).getRequest());
        }
        return answer;
    }

    private static boolean isCommitted(WebRequest request) {
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        return response == null || response.isCommitted();
    }

    private static @Nullable ResponseEntity<Object> breakOff(Exception e, WebRequest request) {
        if (!DISCONNECTED.checkAndLogClientDisconnectedException(e)) {
            log.warn("An answer was aborted: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)));
        }
        BrokenAnswer.mark(((ServletWebRequest) request).getRequest());
        return null;
    }
}
