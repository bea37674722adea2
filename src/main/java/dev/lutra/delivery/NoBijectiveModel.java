package dev.lutra.delivery;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** No bijective model holds a LUT whose inverse is to be run by one: 422, {@code no-bijective-model}. */
public final class NoBijectiveModel extends Problem {

    NoBijectiveModel(String id) {
        super(
                Status.UNACCEPTABLE,
                "no-bijective-model",
                ("No bijective model in use holds '%s'. Leave out method for the numeric inverse, which is closer; or train"
                                + " a bijective model, or make one active that is there, and encode the LUT into it.")
                        .formatted(id));
    }
}
