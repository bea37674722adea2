package dev.lutra.library;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class CatalogReaderOnPostgresTest extends CatalogReaderContract {

    CatalogReaderOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
