package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query or a header of the request is malformed: 400, {@code bad-request}. */
final class MalformedRequest extends Problem {

    MalformedRequest(List<FieldFault> faults, @Nullable Throwable cause) {
        super(Status.MALFORMED, "bad-request", "The URL or a header of the request is malformed.", faults, null, cause);
    }
}
