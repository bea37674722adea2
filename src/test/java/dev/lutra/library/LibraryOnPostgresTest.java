package dev.lutra.library;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class LibraryOnPostgresTest extends LibraryContract {

    LibraryOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
