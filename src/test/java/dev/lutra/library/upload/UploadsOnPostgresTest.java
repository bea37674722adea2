package dev.lutra.library.upload;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class UploadsOnPostgresTest extends UploadsContract {

    UploadsOnPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
