package dev.lutra.library;

import dev.lutra.TestDatabase;

class LibraryOnH2Test extends LibraryContract {

    LibraryOnH2Test() {
        super(TestDatabase.H2);
    }
}
