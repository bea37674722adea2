package dev.lutra.library;

import dev.lutra.TestDatabase;

class UploadsOnPostgresTest extends UploadsContract {

    UploadsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
