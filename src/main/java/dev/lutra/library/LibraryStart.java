package dev.lutra.library;

import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Fills the library when the service starts, and keeps it in step with what other nodes change. */
@Component
class LibraryStart {

    private static final Logger log = LoggerFactory.getLogger(LibraryStart.class);

    private final ModelImport models;
    private final Library library;
    private final DatabaseWatch database;

    LibraryStart(ModelImport models, Library library, DatabaseWatch database) {
        this.models = models;
        this.library = library;
        this.database = database;
    }

    @PostConstruct
    void fill() {
        models.run();
        library.refresh();
        library.active()
                .ifPresentOrElse(
                        active -> log.info(
                                "{} model(s), {} LUTs; active is '{}'",
                                library.models().size(),
                                library.luts().size(),
                                active.id()),
                        () -> log.warn(
                                "There is no model: the service stays out of service until one is put into its folder and it is started again"));
    }

    /** Requests are answered from what was read last for as long as the database is out of reach. */
    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    void follow() {
        try {
            library.refresh();
            database.found();
        } catch (DataAccessException | TransactionException e) {
            database.lost(e);
        }
    }
}
