package dev.lutra.library;

/**
 * A model as it was read from the database.
 *
 * @param fingerprints the fingerprints of LUTs under its network
 */
record ReadModel(LibraryModel model, Fingerprints fingerprints) {

    static ReadModel of(LibraryModel model) {
        return new ReadModel(model, Fingerprints.of(model.network()));
    }
}
