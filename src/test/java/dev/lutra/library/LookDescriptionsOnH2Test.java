package dev.lutra.library;

import dev.lutra.TestDatabase;

class LookDescriptionsOnH2Test extends LookDescriptionsContract {

    LookDescriptionsOnH2Test() {
        super(TestDatabase.H2);
    }
}
