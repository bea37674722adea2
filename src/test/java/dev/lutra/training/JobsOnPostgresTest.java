package dev.lutra.training;

import dev.lutra.TestDatabase;

class JobsOnPostgresTest extends JobsContract {

    JobsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
