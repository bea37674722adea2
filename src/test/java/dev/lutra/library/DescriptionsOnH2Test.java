package dev.lutra.library;

import dev.lutra.TestDatabase;

class DescriptionsOnH2Test extends DescriptionsContract {

    DescriptionsOnH2Test() {
        super(TestDatabase.H2);
    }
}
