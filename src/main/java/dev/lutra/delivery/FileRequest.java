package dev.lutra.delivery;

/** The file that is asked for: one made for the request, or one kept as it was uploaded. */
public sealed interface FileRequest permits LutRequest, Original {

    /** About how long the file is, never much too low. */
    long estimatedBytes();
}
