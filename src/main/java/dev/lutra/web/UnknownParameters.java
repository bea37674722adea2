package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The request has parameters that the operation does not know: 400, {@code unknown-parameter}. Each of them is in
 * {@code errors}.
 */
final class UnknownParameters extends Problem {

    static final String CODE = "unknown-parameter";

    UnknownParameters(List<FieldFault> faults) {
        super(
                Status.MALFORMED,
                CODE,
                faults.stream()
                        .map(fault -> "Parameter '%s' is %s".formatted(fault.field(), fault.detail()))
                        .collect(Collectors.joining(" - ")),
                faults);
    }
}
