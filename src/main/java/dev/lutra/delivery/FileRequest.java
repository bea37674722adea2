package dev.lutra.delivery;

/** What file is asked for: one that is made, or one that is kept. */
public sealed interface FileRequest permits LutRequest, Original {

    /** About how long the file is, never much too low. */
    long estimatedBytes();
}
