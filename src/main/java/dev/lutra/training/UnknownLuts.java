package dev.lutra.training;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.Map;

/** A request names LUTs that do not exist: 422, {@code lut-not-found}, with an error for each. */
final class UnknownLuts extends Problem {

    private static final String CODE = "lut-not-found";

    /** @param missing the ids by their positions in the request, such as {@code luts[2]} */
    UnknownLuts(Map<String, String> missing) {
        super(
                Status.UNACCEPTABLE,
                CODE,
                "Some of these LUTs are not there; see errors, and GET /luts for those that are.",
                missing.entrySet().stream()
                        .map(lut ->
                                new FieldFault(lut.getKey(), CODE, "there is no LUT '%s'".formatted(lut.getValue())))
                        .toList());
    }
}
