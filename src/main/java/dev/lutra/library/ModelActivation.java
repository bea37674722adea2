package dev.lutra.library;

/** Takes part when a model becomes the active one on this node. */
public interface ModelActivation {

    /**
     * Prepares a model for answers. The library calls this before the model answers any request.
     *
     * @throws RuntimeException if the preparation fails; the model does not become active then
     */
    void prepare(LibraryModel model);

    /**
     * Reports that the model now answers requests that name no model. Resources that only the previous model needs can
     * be released when its last requests have ended.
     */
    void activated(LibraryModel model);
}
