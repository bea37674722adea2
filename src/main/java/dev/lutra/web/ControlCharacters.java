package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** A text of the request holds what no name or text may: 422, {@code invalid-parameters}, each of them in {@code errors}. */
final class ControlCharacters extends Problem {

    private static final String DETAIL = "must not hold control characters or signs that turn the direction of text";

    /** @param fields that hold them */
    ControlCharacters(List<String> fields) {
        super(
                Status.UNACCEPTABLE,
                "invalid-parameters",
                "Some values are not acceptable; see errors.",
                fields.stream()
                        .map(field -> new FieldFault(field, "control-character", DETAIL))
                        .toList());
    }
}
