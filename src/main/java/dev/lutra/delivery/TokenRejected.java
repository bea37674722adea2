package dev.lutra.delivery;

import dev.lutra.codec.InvalidToken;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import org.springframework.util.StringUtils;

/** A text is not a token, or is a damaged one: 400, with one of the codes of {@link InvalidToken}. */
public final class TokenRejected extends Problem {

    TokenRejected(InvalidToken cause) {
        super(Status.MALFORMED, cause.code(), StringUtils.capitalize(String.valueOf(cause.getMessage())) + ".");
    }
}
