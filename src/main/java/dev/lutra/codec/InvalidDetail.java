package dev.lutra.codec;

/** The bytes are not a valid detail, or not valid constants of the coder. */
public final class InvalidDetail extends RuntimeException {

    public InvalidDetail(String message) {
        super(message);
    }
}
