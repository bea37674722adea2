package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.LookCode;
import dev.lutra.network.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What uploads do on every database. */
abstract class UploadsContract {

    private static final Accuracy ACCURACY = Accuracy.of("0.5/2");

    private static final UploadDetails PLAIN = new UploadDetails(null, List.of(), null, null, ACCURACY, true);

    private final TestDatabase kind;

    private TestLibrary node;

    @TempDir
    private Path models;

    UploadsContract(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        ModelFile.write(TestModels.other(), models.resolve("other.safetensors"));
        node = new TestLibrary(
                kind.settings(),
                models,
                "--lutra.uploads.max-entries=6",
                "--lutra.uploads.max-file-size=2MB",
                "--lutra.uploads.max-total-size=8MB");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void keepsTheLatticeExactly() {
        Lut3d lut = TestUploads.look(1, 9);
        var details = new UploadDetails("Night walk", List.of("Warm", "my looks"), "CC0-1.0", "Me", ACCURACY, true);
        UploadReport report = node.uploads().store(List.of(TestUploads.file("x.cube", TestUploads.cube(lut))), details);
        assertThat(report.accepted()).containsExactly(new UploadReport.Accepted("night-walk", true));
        assertThat(report.job()).contains("job-1");
        assertThat(node.queued()).containsExactly("night-walk other");
        LibraryLut stored = node.library().find("night-walk", null);
        assertThat(stored.encoding()).isEmpty();
        assertThat(stored.tags()).containsExactly("warm", "my-looks");
        assertThat(stored.license()).isEqualTo("CC0-1.0");
        assertThat(stored.source().sha256()).isEqualTo(Fingerprints.ofFile(TestUploads.cube(lut)));
        assertThat(stored.source().bytes()).isEqualTo(TestUploads.cube(lut).length);
        Lut3d source = node.luts().source(stored);
        assertThat(Arrays.equals(source.lattice(), lut.lattice())).isTrue();
        assertThat(source.domain()).isEqualTo(Domain.UNIT);
    }

    @Test
    void recognisesTheSameBytes() {
        node.uploads().store(List.of(TestUploads.file("a.cube", TestUploads.cube(TestUploads.look(1, 5)))), PLAIN);
        UploadReport again = node.uploads()
                .store(
                        List.of(TestUploads.file("b.cube", TestUploads.cube(TestUploads.look(1, 5)))),
                        new UploadDetails(null, List.of(), null, null, ACCURACY, false));
        assertThat(again.accepted()).containsExactly(new UploadReport.Accepted("a", false));
        assertThat(again.job()).isEmpty();
        assertThat(sources()).isEqualTo(1);
    }

    @Test
    void reportsOnEveryFileOfAnArchive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("Warm/Sub/Sun.cube", TestUploads.cube(TestUploads.look(1, 5)));
        entries.put("__MACOSX/Warm/._Sun.cube", new byte[] {1});
        entries.put("Twin of sun.cube", TestUploads.cube(TestUploads.look(1, 5)));
        entries.put("../blend.cube", TestUploads.cube(TestUploads.look(2, 5)));
        entries.put("broken.cube", "LUT_3D_SIZE 2\n0 0 0\n1 x 0\n".getBytes(StandardCharsets.UTF_8));
        entries.put("blend.cube", TestUploads.cube(TestUploads.look(3, 5)));
        UploadReport report =
                node.uploads().store(List.of(TestUploads.file("looks.zip", TestUploads.zip(entries))), PLAIN);
        assertThat(report.accepted())
                .containsExactly(
                        new UploadReport.Accepted("sun", true),
                        new UploadReport.Accepted("sun", false),
                        new UploadReport.Accepted("blend-2", true));
        assertThat(report.rejected())
                .extracting("entry", "line")
                .containsExactly(tuple("../blend.cube", null), tuple("broken.cube", 3));
        assertThat(node.library().find("sun", null).tags()).containsExactly("warm", "sub");
        assertThat(node.queued()).containsExactly("sun other", "blend-2 other");
        assertThat(sources()).isEqualTo(2);
    }

    @Test
    void keepsNothingOfAnArchiveThatEndsEarly() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.cube", TestUploads.cube(TestUploads.look(1, 9)));
        entries.put("b.cube", TestUploads.cube(TestUploads.look(2, 9)));
        byte[] whole = TestUploads.zip(entries);
        byte[] part = Arrays.copyOf(whole, whole.length / 2 + 1000);
        refused(TestUploads.file("looks.zip", part), "invalid-zip");
        refused(TestUploads.file("looks.zip", new byte[100]), "invalid-zip");
        assertThat(node.library().luts()).hasSize(2);
        assertThat(sources()).isZero();
    }

    @Test
    void refusesArchivesBeyondTheBounds() {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 7; i++) {
            many.put(i + ".txt", new byte[0]);
        }
        refused(TestUploads.file("many.zip", TestUploads.zip(many)), "zip-entries");
        Map<String, byte[]> large = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            large.put(i + ".cube", new byte[2 << 20]);
        }
        refused(TestUploads.file("large.zip", TestUploads.zip(large)), "zip-size");
        assertThat(sources()).isZero();
    }

    @Test
    void refusesOneFileWithItsReason() {
        refused(TestUploads.file("x.cube", "LUT_3D_SIZE 2\n0 0\n".getBytes(StandardCharsets.UTF_8)), "cube-columns");
        refused(TestUploads.file("x.3dl", new byte[9]), "unknown-format");
        refused(TestUploads.file("big.cube", "#\n".repeat(2 << 20).getBytes(StandardCharsets.UTF_8)), "file-too-large");
    }

    @Test
    void keepsWhatItsReaderWarnsOf() {
        byte[] odd = ("(c) 2021 Studio\n"
                        + new String(TestUploads.cube(TestUploads.look(1, 3)), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        String warning = "line 1: passed over, as it is neither a keyword nor a row: \"(c) 2021 Studio\"";

        UploadReport report = node.uploads()
                .store(List.of(TestUploads.file("Set.zip", TestUploads.zip(Map.of("Set/Odd.cube", odd)))), PLAIN);

        assertThat(report.warnings()).containsExactly(new UploadReport.Warning("Set/Odd.cube", warning));
        assertThat(node.library().find("odd", null).warnings()).containsExactly(warning);
    }

    @Test
    void namesLooksInEveryScript() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String[] names = {"夜景", "Ночной город", "Smørrebrød Straße Łódź", "🌃", "1", "a\0b\u2028c"};
        for (int i = 0; i < names.length; i++) {
            entries.put(names[i] + ".cube", TestUploads.cube(TestUploads.look(i, 3)));
        }

        UploadReport report =
                node.uploads().store(List.of(TestUploads.file("looks.zip", TestUploads.zip(entries))), PLAIN);

        assertThat(report.accepted())
                .extracting(UploadReport.Accepted::id)
                .containsExactly(
                        "ye-jing", "nochnoy-gorod", "smorrebrod-strasse-lodz", "night-with-stars", "lut-1", "ab-c");
        assertThat(report.accepted().stream()
                        .map(lut -> node.library().find(lut.id(), null).title()))
                .containsExactly("夜景", "Ночной город", "Smørrebrød Straße Łódź", "🌃", "1", "ab c");
        LibraryModel active = node.library().active().orElseThrow();
        assertThat(node.library().find("1", null))
                .isEqualTo(node.library().holdings(active).get(1));
        assertThat(node.library()
                        .search(new LutQuery(List.of("夜景"), List.of(), null, 0, 5))
                        .items())
                .extracting(LibraryLut::id)
                .containsExactly("ye-jing");
    }

    @Test
    void letsASourceGoOnceAModelHoldsTheLut() {
        node.uploads().store(List.of(TestUploads.file("mine.cube", TestUploads.cube(TestUploads.look(1, 5)))), PLAIN);
        assertThatExceptionOfType(NotEncoded.class).isThrownBy(() -> node.luts().deleteSource("mine"));
        LibraryLut mine = node.library().find("mine", null);
        Encoding teal = node.library().find("teal", null).encoding().orElseThrow();
        EncodedLook bare = EncodedLook.bare(teal.embedding(), Domain.UNIT, teal.fidelity());
        node.models().append("other", List.of(new NewEncoding(mine, bare)));
        assertThat(node.library().find("mine", null).encoding()).isEmpty();
        assertThatExceptionOfType(NotEncoded.class).isThrownBy(() -> node.luts().deleteSource("mine"));
        var detail = new byte[] {1, 2, 3};
        node.models().append("other", List.of(new NewEncoding(mine, promising(teal, detail, Accuracy.of("1/4")))));
        assertThat(node.library().find("mine", null).encoding()).isPresent();
        assertThatExceptionOfType(NotEncoded.class).isThrownBy(() -> node.luts().deleteSource("mine"));
        node.models().append("other", List.of(new NewEncoding(mine, promising(teal, detail, ACCURACY))));
        node.luts().deleteSource("mine");
        LibraryLut after = node.library().find("mine", null);
        assertThat(after.encoding().orElseThrow().accuracy()).isEqualTo(ACCURACY);
        assertThat(after.encoding().orElseThrow().detail()).isNotNull();
        assertThat(after.encoding().orElseThrow().index()).isEqualTo(2);
        assertThat(after.hasSource()).isFalse();
        assertThatExceptionOfType(SourceNotKept.class).isThrownBy(after::fromSource);
        assertThatExceptionOfType(SourceNotKept.class)
                .isThrownBy(() -> node.luts().deleteSource("mine"));
        assertThat(sources()).isZero();
    }

    private static EncodedLook promising(Encoding encoding, byte[] detail, Accuracy accuracy) {
        return new EncodedLook(new LookCode(encoding.embedding(), detail), Domain.UNIT, accuracy, encoding.fidelity());
    }

    private void refused(Uploads.File file, String code) {
        assertThatExceptionOfType(RefusedUpload.class)
                .isThrownBy(() -> node.uploads().store(List.of(file), PLAIN))
                .satisfies(refused -> assertThat(refused.getBody().getProperties())
                        .extractingByKey("code")
                        .asString()
                        .startsWith(code));
    }

    private int sources() {
        return node.bean(JdbcClient.class)
                .sql("select count(*) from source")
                .query(Integer.class)
                .single();
    }
}
