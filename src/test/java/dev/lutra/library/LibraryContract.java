package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the library does on every database. */
@ExtendWith(OutputCaptureExtension.class)
abstract class LibraryContract {

    private static final Fidelity FIDELITY = new Fidelity(
            new Fidelity.Statistics(1, 2, 3, 4), new Fidelity.Statistics(4, 5, 6, 7), Double.POSITIVE_INFINITY);

    private final TestDatabase kind;
    private final Map<String, Object> database;

    @TempDir
    private Path models;

    private TestLibrary node;
    private Library library;

    LibraryContract(TestDatabase kind) {
        this.kind = kind;
        database = kind.settings();
    }

    @BeforeEach
    void start() throws IOException {
        ModelFile.write(TestModels.film(), models.resolve("film.safetensors"));
        ModelFile.write(TestModels.other(), models.resolve("other.safetensors"));
        restart();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void importsEveryModelOnce() {
        assertThat(library.models()).extracting(LibraryModel::id).containsExactly("film", "other");
        assertThat(library.active().orElseThrow().id()).isEqualTo("film");
        assertThat(library.luts()).hasSize(7);
        restart();
        assertThat(library.models()).hasSize(2);
        assertThat(library.luts()).hasSize(7);
    }

    @Test
    void importsAnotherModelOfTheSameNameUnderAnotherOne() throws IOException {
        ModelFile.write(
                TestModels.model("film", List.of(TestModels.lut("new", "New"))), models.resolve("film.safetensors"));
        restart();
        assertThat(library.models()).extracting(LibraryModel::id).containsExactly("film", "other", "film-2");
        assertThat(held("new", null).model().id()).isEqualTo("film-2");
    }

    @Test
    void givesBackTheModelThatItImported() {
        Model film = node.models().load(library.model("film"), List.of(), true);
        assertThat(film).usingRecursiveComparison().ignoringFields("luts").isEqualTo(TestModels.film());
        assertThat(film.luts())
                .extracting("id")
                .containsExactlyElementsOf(TestModels.film().luts().stream()
                        .map(lut -> lut.id().equals("0") ? "lut-0" : lut.id())
                        .toList());
        assertThat(film.luts())
                .extracting("range", "domain", "fidelity")
                .containsExactlyElementsOf(TestModels.film().luts().stream()
                        .map(lut -> tuple(lut.range(), lut.domain(), lut.fidelity()))
                        .toList());
        Model part = node.models().load(library.model("film"), List.of("a.b", "kodak-gold-200"), true);
        assertThat(part.luts()).extracting("id").containsExactly("a.b", "kodak-gold-200");
        assertThat(part.embeddings().getLast())
                .usingRecursiveComparison()
                .isEqualTo(TestModels.film().embeddings().getLast());
    }

    @Test
    void givesDetailsToAnotherLibrary(@TempDir Path folder) throws IOException {
        Model detailed = TestModels.detailed();
        ModelFile.write(detailed, models.resolve("detailed.safetensors"));
        restart();
        Model here = node.models().load(library.model("detailed"), List.of(), true);
        ModelFile.write(here, folder.resolve("any.safetensors"));
        assertThat(here).usingRecursiveComparison().ignoringFields("luts").isEqualTo(detailed);
        assertThat(here.network().details()).isEqualTo(detailed.network().details());
        try (var other = new TestLibrary(fresh(), folder)) {
            Model there = other.models().load(other.library().model("detailed"), List.of(), true);
            assertThat(there).usingRecursiveComparison().isEqualTo(here);
            assertThat(there.luts())
                    .extracting(ModelLut::accuracy)
                    .containsExactlyElementsOf(
                            detailed.luts().stream().map(ModelLut::accuracy).toList());
            assertThat(there.luts())
                    .extracting(ModelLut::fidelity)
                    .containsExactlyElementsOf(detailed.luts().stream()
                            .map(lut -> lut.fidelity().rounded())
                            .toList());
            Model bare = other.models().load(other.library().model("detailed"), List.of(), false);
            assertThat(bare.looks()).allMatch(look -> look.detail() == null);
            assertThat(bare.luts()).extracting(ModelLut::accuracy).containsOnly(Accuracy.NONE);
        }
    }

    @Test
    void promisesWhatALaterModelKeeps(@TempDir Path folder) throws IOException {
        Model detailed = TestModels.detailed();
        List<ModelLut> promising = detailed.luts();
        List<ModelLut> without = promising.stream()
                .map(lut -> TestModels.described(lut, lut.domain(), lut.range(), Accuracy.NONE, lut.fidelity()))
                .toList();
        Model bare = Model.bare(detailed.info(), detailed.network(), without, detailed.embeddings());
        // The one without promises is imported first, as the shipped bijective model is.
        ModelFile.write(bare, folder.resolve("detailed-bijective.safetensors"));
        ModelFile.write(detailed, folder.resolve("detailed.safetensors"));

        try (var other = new TestLibrary(fresh(), folder)) {
            assertThat(promising).extracting(ModelLut::accuracy).contains(Accuracy.of("0.5/2"));
            for (ModelLut lut : promising) {
                assertThat(other.library().find(lut.id(), null).accuracy()).isEqualTo(lut.accuracy());
            }
        }
    }

    @Test
    void takesANumberForAnIndexAlways() {
        assertThat(held("ilford-hp5", null).index()).isEqualTo(1);
        assertThat(library.find("1", null).id()).isEqualTo("ilford-hp5");
        assertThat(library.find("0", null).id()).isEqualTo("kodak-portra-160");
        assertThat(library.find("0", "other").id()).isEqualTo("teal");
        assertThat(held("lut-0", null).index()).isEqualTo(3);
        assertThat(held("teal", null).model().id()).isEqualTo("other");
    }

    @Test
    void tellsWhatIsNotThere() {
        for (String id : List.of("nobody", "6", "-1", "99999999999999", "")) {
            assertThatExceptionOfType(LutNotFound.class).isThrownBy(() -> library.find(id, null));
        }
        assertThatExceptionOfType(LutNotFound.class).isThrownBy(() -> library.find("ilford-hp5", "other"));
        assertThatExceptionOfType(ModelNotFound.class).isThrownBy(() -> library.find("0", "gone"));
        assertThatExceptionOfType(ModelNotFound.class)
                .isThrownBy(() -> node.models().activate("gone"));
    }

    @Test
    void searchesWordsTagsAndPages() {
        assertThat(ids(List.of("KODAK"), List.of(), 0, 50)).containsExactly("kodak-portra-160", "kodak-gold-200");
        assertThat(ids(List.of("gold", "kodak"), List.of(), 0, 50)).containsExactly("kodak-gold-200");
        assertThat(ids(List.of(), List.of("Color", "kodak"), 1, 1)).containsExactly("kodak-gold-200");
        assertThat(ids(List.of(), List.of(), 0, 50)).hasSize(7).last().isEqualTo("teal");
        assertThat(ids(List.of(), List.of(), Integer.MAX_VALUE, 500)).isEmpty();
    }

    @Test
    void remembersWhichModelIsActive() {
        node.models().activate("other");
        assertThat(held("kodak-portra-160", null).model().id()).isEqualTo("other");
        assertThat(library.find("0", null).id()).isEqualTo("teal");
        assertThat(library.find("1", null).id()).isEqualTo("kodak-portra-160");
        restart();
        assertThat(library.active().orElseThrow().id()).isEqualTo("other");
    }

    @Test
    void followsOtherNodes() {
        try (var second = new TestLibrary(database, models)) {
            second.models().activate("other");
            library.refresh();
            assertThat(library.active().orElseThrow().id()).isEqualTo("other");
        }
    }

    @Test
    void holdsWhatIsAppendedBehindWhatItHeld() {
        String fingerprint = library.find("kodak-portra-160", "film").fingerprint();
        LibraryLut teal = library.find("teal", null);
        Encoding encoding = held("a.b", "film");
        var fresh = new NewEncoding(teal, EncodedLook.bare(encoding.embedding(), RgbBox.UNIT, FIDELITY));
        node.models().append("film", List.of(fresh));
        node.models().append("film", List.of(fresh));
        assertThat(library.find("6", null).id()).isEqualTo("teal");
        assertThat(held("teal", null).fidelity()).isEqualTo(FIDELITY);
        assertThat(library.find("kodak-portra-160", "film").fingerprint()).isEqualTo(fingerprint);
        assertThat(library.holdings(library.model("film"))).hasSize(7);
    }

    @Test
    void keepsIndexesWhenALutIsDeleted() {
        node.luts().delete("ilford-hp5");
        assertThat(library.find("2", null).id()).isEqualTo("a.b");
        assertThatExceptionOfType(LutNotFound.class).isThrownBy(() -> library.find("1", null));
        assertThatExceptionOfType(LutNotFound.class)
                .isThrownBy(() -> node.luts().delete("ilford-hp5"));
        assertThat(node.models().load(library.model("film"), List.of(), true).luts())
                .hasSize(5);
    }

    @Test
    void publishesAllOrNothing() {
        Model other = TestModels.other();
        LibraryLut teal = library.find("teal", null);
        var encodings = List.of(
                new NewEncoding(teal, EncodedLook.bare(other.embeddings().getFirst(), RgbBox.UNIT, FIDELITY)));
        assertThatThrownBy(() -> node.models().publish(other.info(), other.network(), encodings, true, slug -> {
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");
        restart();
        assertThat(library.models()).hasSize(2);
        assertThat(library.active().orElseThrow().id()).isEqualTo("film");
        String slug = node.models().publish(other.info(), other.network(), encodings, true, id -> {});
        assertThat(slug).isEqualTo("other-2");
        assertThat(library.active().orElseThrow().id()).isEqualTo("other-2");
        assertThat(held("teal", null).model().id()).isEqualTo("other-2");
    }

    @Test
    void needsAModelOfTheNameInTheSettingsAtTheFirstStart() {
        Map<String, Object> fresh = fresh();
        assertThatThrownBy(() -> new TestLibrary(fresh, models, "--lutra.models.active=gone"))
                .rootCause()
                .hasMessageContaining("gone")
                .hasMessageContaining("film");
        try (var started = new TestLibrary(fresh, models, "--lutra.models.active=other")) {
            assertThat(started.library().active().orElseThrow().id()).isEqualTo("other");
        }
    }

    @Test
    void startsWithoutModels(@TempDir Path empty) {
        try (var started = new TestLibrary(fresh(), empty.resolve("missing"))) {
            assertThat(started.library().active()).isEmpty();
            assertThat(started.library().luts()).isEmpty();
            assertThatExceptionOfType(LutNotFound.class)
                    .isThrownBy(() -> started.library().find("0", null));
        }
    }

    @Test
    void servesTheGoodModelsAndNamesTheBadOnes(@TempDir Path folder, CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("broken.safetensors"), "this is not a model at all");
        Files.createDirectory(folder.resolve("folder.safetensors"));
        Files.createSymbolicLink(folder.resolve("dangling.safetensors"), folder.resolve("nowhere"));
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(file(TestModels.film()), 900));
        Files.write(folder.resolve("evil\n\u001b[31m.safetensors"), new byte[100]);
        ModelLut evil = TestModels.lut("../../etc/passwd\r\n", "Evil");
        Files.write(folder.resolve("id.safetensors"), file(TestModels.model("id", List.of(evil))));
        ModelFile.write(TestModels.other(), folder.resolve("other.safetensors"));
        Map<String, Object> fresh = fresh();
        for (int start = 0; start < 2; start++) {
            int printed = output.length();
            try (var started = new TestLibrary(fresh, folder)) {
                assertThat(started.library().models())
                        .extracting(LibraryModel::id)
                        .containsExactly("other");
                assertThat(started.library().active().orElseThrow().id()).isEqualTo("other");
                assertThat(started.library().luts())
                        .extracting(LibraryLut::id)
                        .containsExactly("teal", "kodak-portra-160");
                var info = new Info.Builder();
                started.bean(RefusedModels.class).contribute(info);
                assertThat(info.build().getDetails().get("refusedModels"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsOnlyKeys(
                                "broken.safetensors",
                                "cut.safetensors",
                                "dangling.safetensors",
                                "evil [31m.safetensors",
                                "folder.safetensors",
                                "id.safetensors");
            }
            assertThat(output.toString().substring(printed).lines().filter(line -> line.contains("is left out")))
                    .hasSize(6)
                    .anyMatch(line -> line.contains("broken.safetensors is left out: no safetensors file"))
                    .anyMatch(line -> line.contains("dangling.safetensors is left out: the file cannot be read"))
                    .anyMatch(line -> line.contains("id.safetensors") && line.contains("'../../etc/passwd '"));
        }
    }

    /** As an older version has taken it: numbers that are none are not served, and keep nothing else from being served. */
    @Test
    void leavesOutWhatIsWrongInTheDatabase(CapturedOutput output) {
        var jdbc = node.bean(JdbcClient.class);
        byte[] network = jdbc.sql("select network from model where slug = 'film'")
                .query((row, number) -> row.getBytes(1))
                .single();
        // Behind the weights lie the constants of details, and nothing else: the model file holds no LUT.
        int end = network.length - 2 * CodecConstants.BYTES;
        for (int i = end - 40; i < end; i++) {
            network[i] = (byte) 0xff;
        }
        jdbc.sql("update model set network = ? where slug = 'film'")
                .param(network)
                .update();
        byte[] scales = jdbc.sql("""
                        select scales from embedding where position = 0 and model_id = (select id from model where slug = 'other')""").query((row, number) -> row.getBytes(1)).single();
        Arrays.fill(scales, (byte) 0xff);
        jdbc.sql("""
                        update embedding set scales = ? where position = 0
                        and model_id = (select id from model where slug = 'other')""").param(scales).update();
        restart();
        assertThat(library.models()).extracting(LibraryModel::id).containsExactly("other");
        assertThat(library.active()).isEmpty();
        assertThat(held("kodak-portra-160", "other").index()).isEqualTo(1);
        assertThat(library.holdings(library.model("other"))).containsOnlyKeys(1);
        assertThat(output)
                .contains("model 'film' of the database is left out: block 1 has a weight of NaN")
                .contains("LUT 0 of model 'other' of the database is left out: an embedding has a number of NaN");
    }

    /** A folder may hold one file twice, and so may a model that was trained on it. */
    @Test
    void holdsALutOnceWhoseFileIsInTheModelTwice() throws IOException {
        ModelLut teal = TestModels.lut("teal", "Teal");
        ModelLut again = new ModelLut(
                "again",
                "Again",
                List.of(),
                null,
                null,
                teal.source(),
                teal.domain(),
                teal.shaper(),
                teal.range(),
                teal.accuracy(),
                teal.fidelity());
        ModelFile.write(
                TestModels.model("twice", List.of(again, teal, TestModels.lut("third", "Third"))),
                models.resolve("twice.safetensors"));
        restart();
        assertThat(library.holdings(library.model("twice"))).containsOnlyKeys(0, 2);
        assertThat(held("teal", "twice").index()).isZero();
        assertThat(held("third", "twice").index()).isEqualTo(2);
    }

    private static byte[] file(Model model) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelFile.write(model, file);
        return file.toByteArray();
    }

    private Map<String, Object> fresh() {
        return kind.settings();
    }

    private void restart() {
        if (node != null) {
            node.close();
        }
        node = new TestLibrary(database, models);
        library = node.library();
    }

    private Encoding held(String id, @Nullable String model) {
        return library.find(id, model).encoding().orElseThrow();
    }

    private List<String> ids(List<String> words, List<String> tags, int page, int size) {
        return library
                .search(new LutQuery(words, tags, List.of(), null, LutQuery.Sort.MODEL, page, size))
                .items()
                .stream()
                .map(LibraryLut::id)
                .toList();
    }
}
