package dev.lutra.format;

import dev.lutra.problem.FieldFault;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/**
 * A file that is not a photograph, or whose colours cannot be read: 422, {@code photograph-unreadable} or {@code
 * photograph-too-large}. The message names the file.
 */
public final class InvalidPhotograph extends Problem {

    /** The name of the form field of photographs. */
    private static final String FIELD = "image";

    private InvalidPhotograph(String code, String message) {
        super(Status.UNACCEPTABLE, code, message, List.of(new FieldFault(FIELD, code, message)));
    }

    static InvalidPhotograph of(String code, String name, String detail) {
        return new InvalidPhotograph(code, "%s: %s".formatted(name, detail));
    }
}
