package dev.lutra.format;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** A format cannot write a file with these options: 422, {@code invalid-parameters}, with a fault for each option. */
public final class InvalidOptions extends Problem {

    /** @param faults at least one; their fields have the names of {@link WriteOptions} */
    InvalidOptions(List<FieldFault> faults) {
        super(Status.UNACCEPTABLE, "invalid-parameters", faults.toString(), faults);
    }

    /** @throws InvalidOptions if there are faults */
    static void check(List<FieldFault> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidOptions(faults);
        }
    }

    static FieldFault outOfRange(String option, int min, int max) {
        return new FieldFault(option, "out-of-range", "must be %d…%d".formatted(min, max));
    }
}
