package dev.lutra.delivery;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** A request asks for the bijective inverse of a LUT that no bijective model holds: 422, {@code no-bijective-model}. */
public final class NoBijectiveModel extends Problem {

    NoBijectiveModel(String id) {
        super(
                Status.UNACCEPTABLE,
                "no-bijective-model",
                ("No bijective model in use holds '%s'. Leave out 'method' for the numeric inverse, which is more exact; or train"
                                + " a bijective model, or activate an existing one, and encode the LUT into it.")
                        .formatted(id));
    }
}
