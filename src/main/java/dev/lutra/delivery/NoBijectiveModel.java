package dev.lutra.delivery;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** No bijective model holds a LUT whose inverse is to be run by one: 422, {@code no-bijective-model}. */
public final class NoBijectiveModel extends ErrorResponseException {

    NoBijectiveModel(String id) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                ("No bijective model in use holds '%s'. Leave out method for the numeric inverse, which is closer; or train"
                                + " a bijective model, or make one active that is there, and encode the LUT into it.")
                        .formatted(id));
        problem.setProperty("code", "no-bijective-model");
        return problem;
    }
}
