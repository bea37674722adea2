package dev.lutra.library;

import dev.lutra.TestDatabase;

class LibraryOnPostgresTest extends LibraryContract {

    LibraryOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
