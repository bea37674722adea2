package dev.lutra.training;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** A request is to encode into a model that does not exist: 422, {@code model-not-found}. */
final class UnknownModel extends Problem {

    private static final String CODE = "model-not-found";

    private UnknownModel(String message) {
        super(Status.UNACCEPTABLE, CODE, message, List.of(new FieldFault("model", CODE, message)));
    }

    static UnknownModel of(String id) {
        return new UnknownModel("There is no model '%s': see GET /models for those that there are.".formatted(id));
    }
}
