package dev.lutra.library;

/**
 * A model as it was read from the database.
 *
 * @param fingerprints of what its network makes of LUTs
 */
record ReadModel(LibraryModel model, Fingerprints fingerprints) {

    static ReadModel of(LibraryModel model) {
        return new ReadModel(model, Fingerprints.of(model.network()));
    }
}
