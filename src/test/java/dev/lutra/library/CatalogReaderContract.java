package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import dev.lutra.library.upload.TestUploads;
import dev.lutra.library.upload.UploadDetails;
import dev.lutra.library.upload.UploadReport;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is read of a change is what reading everything would give, on every database. */
abstract class CatalogReaderContract {

    private static final UploadDetails STORED = new UploadDetails(null, List.of(), null, null, null, false);

    private final Map<String, Object> database;

    @TempDir
    private Path models;

    private TestLibrary node;
    private TestLibrary other;
    private CatalogReader reader;
    private JdbcClient jdbc;

    CatalogReaderContract(TestDatabase kind) {
        database = kind.settings();
    }

    @BeforeEach
    void start() throws IOException {
        ModelFile.write(TestModels.film(), models.resolve("film.safetensors"));
        ModelFile.write(TestModels.other(), models.resolve("other.safetensors"));
        node = new TestLibrary(database, models);
        other = new TestLibrary(database, models);
        reader = node.bean(CatalogReader.class);
        jdbc = node.bean(JdbcClient.class);
    }

    @AfterEach
    void stop() {
        other.close();
        node.close();
    }

    /** Up to three changes at a time, so that versions are skipped. */
    @Test
    void followsWhateverAnotherNodeChanges() {
        var random = new Random(12);
        Catalog known = node.library().catalog();
        for (int turn = 0; turn < 40; turn++) {
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                change(random, 10 * turn + change);
            }
            known = reader.read(known);
            assertIsWhole(known);
        }
        assertThat(known.luts().entries()).hasSizeGreaterThan(3);
    }

    private void change(RandomGenerator random, int number) {
        List<LibraryLut> luts = other.library().luts();
        LibraryLut any = luts.get(random.nextInt(luts.size()));
        List<LibraryModel> models = other.library().models();
        LibraryModel model = models.get(random.nextInt(models.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                other.uploads().store(List.of(TestUploads.file("new-%d.cube".formatted(number), number, 2)), STORED);
            case 3 -> other.models().append(model.id(), List.of(encoding(any, "0.1/1")));
            case 4 -> other.models().activate(model.id());
            case 5 -> publish(any, number);
            case 6 -> letGo(any);
            default -> {
                if (luts.size() > 4) {
                    other.luts().delete(any.id());
                }
            }
        }
    }

    private void publish(LibraryLut lut, int number) {
        Model like = TestModels.other();
        other.models()
                .publish(
                        like.info().withId("model-" + number),
                        like.network(),
                        List.of(encoding(lut, "none")),
                        false,
                        slug -> {});
    }

    private void letGo(LibraryLut lut) {
        try {
            other.luts().deleteSource(lut.id());
        } catch (NotEncoded | SourceNotKept e) {
            // Not every LUT has one, nor may every one lose it.
        }
    }

    @Test
    void keepsWhatWasNotTouched() {
        Catalog before = node.library().catalog();
        other.luts().delete("a.b");
        other.models().append("other", List.of(encoding(other.library().find("ilford-hp5", null), "none")));
        Catalog after = reader.read(before);
        assertThat(after.luts().find("a.b")).isEmpty();
        assertThat(after.luts().find("ilford-hp5").orElseThrow().held()).hasSize(2);
        for (String same : List.of("kodak-portra-160", "kodak-gold-200", "teal")) {
            assertThat(after.luts().find(same).orElseThrow())
                    .isSameAs(before.luts().find(same).orElseThrow());
        }
        assertThat(before.luts().find("a.b")).isPresent();
        assertThat(before.holdings(before.model("film"))).hasSize(6);
        assertThat(before.holdings(before.model("other"))).hasSize(2);
        other.models().activate("other");
        assertThat(reader.read(after).luts()).isSameAs(after.luts());
        assertIsWhole(reader.read(before));
    }

    @Test
    void followsSlugsThatGoFromOneLutToAnother() {
        Catalog before = node.library().catalog();
        change(() -> {
            for (String[] rename : new String[][] {{"teal", "free"}, {"a.b", "teal"}, {"free", "a.b"}}) {
                long lut = key(rename[0]);
                jdbc.sql("update lut set slug = ? where id = ?")
                        .param(rename[1])
                        .param(lut)
                        .update();
                node.bean(LibraryVersion.class).touch(lut);
            }
        });
        Catalog after = reader.read(before);
        assertThat(after.find("teal", null).title()).isEqualTo("Dotted");
        assertThat(after.find("a.b", null).title()).isEqualTo("Teal");
        assertIsWhole(after);
    }

    /** As nodes of older releases change it, and people who mend it by hand. */
    @Test
    void readsAllAfterAChangeThatIsNotRecorded() {
        Catalog before = node.library().catalog();
        jdbc.sql("update lut set title = 'By hand' where slug = 'teal'").update();
        other.luts().delete("a.b");
        assertThat(reader.read(before).find("teal", null).title()).isEqualTo("Teal");
        jdbc.sql("update library set version = version + 1").update();
        other.luts().delete("ilford-hp5");
        Catalog after = reader.read(before);
        assertThat(after.find("teal", null).title()).isEqualTo("By hand");
        assertIsWhole(after);
        other.luts().delete("kodak-gold-200");
        Catalog last = reader.read(after);
        assertThat(last.luts().find("teal"))
                .containsSame(after.luts().find("teal").orElseThrow());
        assertIsWhole(last);
    }

    @Test
    void readsAllOfADatabaseThatWasPutBack() {
        Catalog before = node.library().catalog();
        jdbc.sql("update library set version = version - 1").update();
        jdbc.sql("delete from lut where slug = 'teal'").update();
        assertThat(reader.read(before).luts().find("teal")).isEmpty();
    }

    @Test
    void forgetsAModelThatIsGone() {
        Catalog before = node.library().catalog();
        change(() -> jdbc.sql("delete from model where slug = 'other'").update());
        Catalog after = reader.read(before);
        assertThat(after.models()).containsOnlyKeys("film");
        assertThat(after.luts().find("teal").orElseThrow().held()).isEmpty();
        assertIsWhole(after);
    }

    @Test
    void showsNothingOfWhatIsRolledBack() {
        Catalog before = node.library().catalog();
        long teal = before.find("teal", null).key();
        var transaction = node.bean(TransactionTemplate.class);
        transaction.executeWithoutResult(status -> {
            node.bean(LibraryVersion.class).raise();
            node.bean(LutTable.class).delete(teal);
            assertThat(node.bean(LockedLibrary.class).slugs()).rejects("teal").accepts("a.b");
            status.setRollbackOnly();
        });
        node.library().refresh();
        assertThat(node.library().catalog()).isSameAs(before);
        other.luts().delete("a.b");
        node.library().refresh();
        assertThat(node.library().find("teal", null).key()).isEqualTo(teal);
        assertIsWhole(node.library().catalog());
    }

    @Test
    void changesInTransactionsOnly() {
        var version = node.bean(LibraryVersion.class);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> version.touch(1))
                .withMessageContaining("transaction");
    }

    /** This node has not looked at the database since. */
    @Test
    void givesSlugsThatAreFreeOnAllNodes() {
        other.uploads().store(List.of(TestUploads.file("Teal.cube", 1, 2)), STORED);
        other.luts().delete("a.b");
        UploadReport report = node.uploads()
                .store(List.of(TestUploads.file("Teal.cube", 2, 2), TestUploads.file("Teal.cube", 3, 2)), STORED);
        assertThat(report.accepted()).extracting("id").containsExactly("teal-3", "teal-4");
        assertThat(node.library().luts())
                .extracting(LibraryLut::id)
                .contains("teal-2")
                .doesNotContain("a.b");
    }

    /** Encoding it again would not help: what a model holds stays. */
    @Test
    void queuesNothingThatIsHeldButCannotBeRead() {
        node.uploads()
                .store(List.of(TestUploads.file("Mine.cube", 1, 2), TestUploads.file("Yours.cube", 2, 2)), STORED);
        other.library().refresh();
        other.models().append("other", List.of(encoding(other.library().find("mine", null), "none")));
        jdbc.sql("update embedding set scales = ? where lut_id = ?")
                .param(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                .param(key("mine"))
                .update();
        node.models().activate("other");
        assertThat(node.queued()).containsExactly("yours other");
    }

    private void assertIsWhole(Catalog read) {
        Catalog whole = reader.read(Catalog.EMPTY);
        assertThat(read.revision()).isEqualTo(whole.revision());
        assertThat(read.models().keySet())
                .containsExactlyElementsOf(whole.models().keySet());
        assertThat(read.active()).isSameAs(whole.active());
        assertThat(List.copyOf(read.luts().entries()))
                .usingRecursiveComparison()
                .isEqualTo(List.copyOf(whole.luts().entries()));
        for (CatalogEntry entry : whole.luts().entries()) {
            assertThat(read.luts().find(entry.lut().id()).orElseThrow())
                    .isSameAs(read.luts().find(entry.lut().key()).orElseThrow());
        }
        for (LibraryModel model : whole.models().values()) {
            assertThat(read.holdings(model)).usingRecursiveComparison().isEqualTo(whole.holdings(model));
        }
    }

    private static NewEncoding encoding(LibraryLut lut, String accuracy) {
        var statistics = new Fidelity.Statistics(0.1, 0.2, 0.3, 0.4);
        EncodedLook bare = EncodedLook.bare(
                TestModels.other().embeddings().getFirst(), RgbBox.UNIT, new Fidelity(statistics, statistics, 50));
        return new NewEncoding(lut, new EncodedLook(bare.code(), bare.range(), Accuracy.of(accuracy), bare.fidelity()));
    }

    private void change(Runnable statements) {
        node.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            node.bean(LibraryVersion.class).raise();
            statements.run();
        });
    }

    private long key(String slug) {
        return jdbc.sql("select id from lut where slug = ?")
                .param(slug)
                .query(Long.class)
                .single();
    }
}
