package dev.lutra.delivery;

/** A request for a file: for a computed one, or for an uploaded one in its original form. */
public sealed interface FileRequest permits LutRequest, Original {

    /** The approximate length of the file, never much too low. */
    long estimatedBytes();
}
