package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import java.util.List;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Describes the errors that Spring finds in the parameters or the body of a request, and names the parameter or
 * property.
 */
final class RequestProblems {

    private RequestProblems() {}

    static ProblemDetail typeMismatch(TypeMismatchException e, HttpStatusCode status) {
        String field = e instanceof MethodArgumentTypeMismatchException mismatch
                ? mismatch.getName()
                : String.valueOf(e.getPropertyName());
        Class<?> required = e.getRequiredType();
        String detail = "'%s' is not %s".formatted(e.getValue(), required == null ? "understood" : describe(required));
        return ProblemDetails.of(
                status,
                "invalid-parameter",
                "Parameter '%s': %s.".formatted(field, detail),
                List.of(new FieldFault(field, "type-mismatch", detail)));
    }

    static ProblemDetail missing(String field, HttpStatusCode status) {
        return ProblemDetails.of(
                status,
                "missing-parameter",
                "Parameter '%s' is missing.".formatted(field),
                List.of(new FieldFault(field, "missing", "is missing")));
    }

    /** The body is not JSON, or has a property that is unknown or has the wrong type. */
    static ProblemDetail unreadable(HttpMessageNotReadableException e, HttpStatusCode status) {
        String field = e.getCause() instanceof JacksonException cause ? path(cause) : "";
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            return unknownProperty(unknown, field, status);
        }
        if (field.isEmpty()) {
            return ProblemDetails.of(status, "invalid-body", "The body is not valid JSON.");
        }
        return ProblemDetails.of(
                status,
                "invalid-body",
                "Property '%s' has the wrong type.".formatted(field),
                List.of(new FieldFault(field, "type-mismatch", "has the wrong type")));
    }

    private static ProblemDetail unknownProperty(UnrecognizedPropertyException e, String field, HttpStatusCode status) {
        List<String> known =
                e.getKnownPropertyIds().stream().map(String::valueOf).toList();
        var fault = new FieldFault(field, "unknown-property", UnknownName.explain(e.getPropertyName(), known));
        return ProblemDetails.of(
                status, fault.code(), "Property '%s' is %s".formatted(field, fault.detail()), List.of(fault));
    }

    /** Parameters are well formed, but out of range. */
    static ProblemDetail outOfRange(HandlerMethodValidationException e) {
        return unacceptable(e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldFault(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                "out-of-range",
                                String.valueOf(error.getDefaultMessage()))))
                .toList());
    }

    /** Properties of a body are well formed, but not acceptable. */
    static ProblemDetail invalid(MethodArgumentNotValidException e) {
        return unacceptable(e.getBindingResult().getAllErrors().stream()
                .map(error -> new FieldFault(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        "invalid",
                        String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    private static ProblemDetail unacceptable(List<FieldFault> faults) {
        return ProblemDetails.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-parameters",
                "Some values are not acceptable; see errors.",
                faults);
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference part : e.getPath()) {
            if (part.getPropertyName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String describe(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        return type == float.class || type == double.class ? "a number" : "a " + type.getSimpleName();
    }
}
