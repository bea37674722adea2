package dev.lutra.image;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/**
 * An image that cannot be used: 422, {@code image-damaged} or {@code image-unsupported}; 413, {@code image-too-large};
 * 415, {@code image-mismatched}.
 */
public final class InvalidImage extends Problem {

    private InvalidImage(Status status, String code, String message) {
        super(status, code, message);
    }

    /** The file contradicts its format, or ends too early. */
    static InvalidImage damaged(String detail) {
        return new InvalidImage(Status.UNACCEPTABLE, "image-damaged", "The image is damaged. " + detail);
    }

    /** A library cannot decode the file. */
    static InvalidImage damaged(String detail, Throwable cause) {
        InvalidImage damaged = damaged(detail);
        damaged.initCause(cause);
        return damaged;
    }

    /** The file is sound, and of a kind that is not read. */
    static InvalidImage unsupported(String detail) {
        return new InvalidImage(Status.UNACCEPTABLE, "image-unsupported", detail);
    }

    /** The file exceeds a limit. */
    public static InvalidImage tooLarge(String detail) {
        return new InvalidImage(Status.TOO_LARGE, "image-too-large", detail);
    }

    /** The file is of another type than was declared. */
    public static InvalidImage mismatched(ImageType type, ImageType declared) {
        return new InvalidImage(
                Status.UNSUPPORTED_TYPE,
                "image-mismatched",
                "The image was declared as %s, and is %s.".formatted(declared.mediaType(), type.mediaType()));
    }
}
