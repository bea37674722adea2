package dev.lutra.library;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counter that every change of the library raises first. */
@Component
public class LibraryVersion {

    private final JdbcClient jdbc;

    LibraryVersion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until no other change is under way, on any node: from here to its end the transaction is alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise() {
        jdbc.sql("update library set version = version + 1").update();
    }
}
