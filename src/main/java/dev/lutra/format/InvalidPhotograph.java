package dev.lutra.format;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/**
 * A file that is no photograph, or not one whose colours can be taken: 422, {@code photograph-unreadable} or
 * {@code photograph-too-large}. The message names the file.
 */
public final class InvalidPhotograph extends Problem {

    /** What forms call a photograph. */
    private static final String FIELD = "image";

    private InvalidPhotograph(String code, String message) {
        super(Status.UNACCEPTABLE, code, message, List.of(new FieldFault(FIELD, code, message)));
    }

    static InvalidPhotograph of(String code, String name, String detail) {
        return new InvalidPhotograph(code, "%s: %s".formatted(name, detail));
    }
}
