package dev.lutra.library;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class DescriptionsOnPostgresTest extends DescriptionsContract {

    DescriptionsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
