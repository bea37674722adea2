package dev.lutra.library;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class LookDescriptionsOnPostgresTest extends LookDescriptionsContract {

    LookDescriptionsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
