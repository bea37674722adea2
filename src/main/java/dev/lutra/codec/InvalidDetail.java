package dev.lutra.codec;

/** Bytes that should hold a detail, or the constants of the coder, and do not. */
public final class InvalidDetail extends RuntimeException {

    public InvalidDetail(String message) {
        super(message);
    }
}
