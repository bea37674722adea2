package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.TestModels;
import dev.lutra.Waiting;
import dev.lutra.codec.Accuracy;
import dev.lutra.library.upload.TestUploads;
import dev.lutra.library.upload.UploadDetails;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** The embedded database on a disk that runs full. */
@Tag("slow")
class FullDiskTest {

    private static final UploadDetails PLAIN = new UploadDetails(null, List.of(), null, null, Accuracy.NONE, false);

    @AfterEach
    void makeRoom() {
        FullDisk.full = false;
    }

    @Test
    void refusesWritesAndTakesThemAgainOnceThereIsRoom(@TempDir Path folder, @TempDir Path models) throws IOException {
        FullDisk.register();
        ModelFile.write(TestModels.film(), models.resolve("film.safetensors"));
        Map<String, Object> database = Map.of(
                "spring.datasource.url",
                "jdbc:h2:%s:%s/lutra;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
                        .formatted(FullDisk.SCHEME, folder));
        try (var node = new TestLibrary(database, models)) {
            node.uploads().store(List.of(TestUploads.file("a.cube", 1, 9)), PLAIN);
            FullDisk.full = true;
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> node.uploads().store(List.of(TestUploads.file("b.cube", 2, 65)), PLAIN))
                        .isInstanceOfAny(DataAccessException.class, TransactionException.class)
                        .extracting(FullDiskTest::reason)
                        .isEqualTo("No space left on device");
            }
            assertThat(node.library().find("a", null).hasSource()).isTrue();
            FullDisk.full = false;
            storeOnceItIsThere(node);
            assertThat(node.library().luts()).hasSize(8);
            node.luts().source(node.library().find("a", null));
        }
        try (var again = new TestLibrary(database, models)) {
            assertThat(again.library().luts()).hasSize(8);
            assertThat(again.luts().source(again.library().find("b", null)).size())
                    .isEqualTo(9);
        }
    }

    private static String reason(Throwable e) {
        Throwable original = e instanceof TransactionSystemException failed && failed.getOriginalException() != null
                ? failed.getOriginalException()
                : e;
        return String.valueOf(
                NestedExceptionUtils.getMostSpecificCause(original).getMessage());
    }

    /** The pool finds out by itself that its connections are dead, at the latest when they were idle for a moment. */
    private static void storeOnceItIsThere(TestLibrary node) {
        Waiting.until("the database", () -> {
            try {
                node.uploads().store(List.of(TestUploads.file("b.cube", 2, 9)), PLAIN);
                return true;
            } catch (DataAccessException | TransactionException e) {
                return false;
            }
        });
    }
}
