package dev.lutra.training;

import dev.lutra.TestDatabase;

class JobsOnH2Test extends JobsContract {

    JobsOnH2Test() {
        super(TestDatabase.H2);
    }
}
