package dev.lutra.training;

import dev.lutra.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JobsOnH2Test extends JobsContract {

    JobsOnH2Test() {
        super(TestDatabase.H2);
    }
}
