package dev.lutra.network;

/** A file that should hold a model or a checkpoint and does not. */
public final class InvalidModelFile extends RuntimeException {

    public InvalidModelFile(String message) {
        super(message);
    }
}
