package dev.lutra.pair;

import dev.lutra.problem.Fault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** Options of a file that cannot be written: 422, {@code invalid-parameters}, with an error for each. */
final class InvalidPairOptions extends Problem {

    InvalidPairOptions(List<? extends Fault> faults) {
        super(Status.UNACCEPTABLE, "invalid-parameters", "Some parameters cannot be served; see errors.", faults);
    }
}
