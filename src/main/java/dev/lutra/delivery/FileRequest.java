package dev.lutra.delivery;

/** A request for a file: of a LUT, for a preview of one, or for an uploaded one in its original form. */
public sealed interface FileRequest permits LutRequest, Original, PreviewRequest {

    /** The approximate length of the file, never much too low. */
    long estimatedBytes();
}
