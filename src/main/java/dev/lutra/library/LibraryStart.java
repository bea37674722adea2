package dev.lutra.library;

import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Fills the library when the service starts, then follows the changes of other nodes. */
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
                                "The library has {} model(s) and {} LUTs; model '{}' is active",
                                library.models().size(),
                                library.luts().size(),
                                active.id()),
                        () -> log.warn(
                                "There is no model, so the service is not ready. Put a model file into the models"
                                        + " folder and restart"));
    }

    /** Refreshes the library every second. While the database cannot be reached, the last state answers requests. */
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
