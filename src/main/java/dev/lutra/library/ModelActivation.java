package dev.lutra.library;

/** What has to happen for a model to become the active one on this node. */
public interface ModelActivation {

    /**
     * Makes a model ready to answer; called before any request meets it.
     *
     * @throws RuntimeException if it cannot be made ready: it does not become active then
     */
    void prepare(LibraryModel model);

    /** From now on the model answers plain requests: what only its predecessor needed can go once it is done there. */
    void activated(LibraryModel model);
}
