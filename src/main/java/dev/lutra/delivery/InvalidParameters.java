package dev.lutra.delivery;

import dev.lutra.problem.Fault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** Parameters that are well-formed but not acceptable: 422, {@code invalid-parameters}, with an error for each. */
public final class InvalidParameters extends Problem {

    public InvalidParameters(List<? extends Fault> faults) {
        super(Status.UNACCEPTABLE, "invalid-parameters", "Some parameters cannot be served; see errors.", faults);
    }
}
