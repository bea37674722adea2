package dev.lutra.library;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The version counter of the library, which every change raises first, and the record of the LUTs that a change
 * touches.
 */
@Component
public class LibraryVersion {

    private final JdbcClient jdbc;

    LibraryVersion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Revision current() {
        return jdbc.sql("select version, recorded from library")
                .query(Revision.class)
                .single();
    }

    /**
     * Raises the version. It waits until no other change runs on any node; from then on to its end, this transaction is
     * the only one that changes the library.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise() {
        jdbc.sql("update library set version = version + 1, recorded = recorded + 1")
                .update();
    }

    /** Records that the change touches a LUT, its source, or one of its encodings. */
    @Transactional(propagation = Propagation.MANDATORY)
    void touch(long lut) {
        int known = jdbc.sql("update lut_change set version = (select version from library) where lut_id = ?")
                .param(lut)
                .update();
        if (known == 0) {
            jdbc.sql("insert into lut_change (lut_id, version) values (?, (select version from library))")
                    .param(lut)
                    .update();
        }
    }
}
