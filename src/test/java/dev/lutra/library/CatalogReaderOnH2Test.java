package dev.lutra.library;

import dev.lutra.TestDatabase;

class CatalogReaderOnH2Test extends CatalogReaderContract {

    CatalogReaderOnH2Test() {
        super(TestDatabase.H2);
    }
}
