package dev.lutra.library.upload;

import dev.lutra.TestDatabase;

class UploadsOnH2Test extends UploadsContract {

    UploadsOnH2Test() {
        super(TestDatabase.H2);
    }
}
