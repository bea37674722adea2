package dev.lutra.training;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JobsOnPostgresTest extends JobsContract {

    JobsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
