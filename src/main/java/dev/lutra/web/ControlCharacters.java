package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** A text of the request is not plain text: 422, {@code invalid-parameters}. Each such text is in {@code errors}. */
final class ControlCharacters extends Problem {

    private static final String DETAIL =
            "must not contain control characters or characters that change the" + " direction of text";

    /** @param fields the names of the parameters or properties */
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
