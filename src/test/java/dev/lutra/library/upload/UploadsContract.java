package dev.lutra.library.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormats;
import dev.lutra.library.Encoding;
import dev.lutra.library.Fingerprints;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.LibraryVersion;
import dev.lutra.library.LutQuery;
import dev.lutra.library.LutTable;
import dev.lutra.library.NewEncoding;
import dev.lutra.library.NotEncoded;
import dev.lutra.library.OldLattices;
import dev.lutra.library.SourceDamaged;
import dev.lutra.library.SourceNotKept;
import dev.lutra.library.SourceWriter;
import dev.lutra.library.TestLibrary;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.LookCode;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What uploads do on every database. */
@ExtendWith(OutputCaptureExtension.class)
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
        assertThat(source.domain()).isEqualTo(RgbBox.UNIT);
    }

    @Test
    void keepsAShaperBesideTheLattice() throws IOException {
        String rows = new String(TestUploads.cube(TestUploads.look(1, 3)), StandardCharsets.UTF_8);
        byte[] cube = ("LUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE 0 4\nLUT_3D_INPUT_RANGE 0 1\n0 0 0\n.9 .8 .7\n1 1 1\n"
                        + rows.lines()
                                .filter(line -> !line.startsWith("TITLE"))
                                .sorted(Comparator.comparing(line -> !line.startsWith("LUT")))
                                .collect(Collectors.joining("\n")))
                .getBytes(StandardCharsets.UTF_8);
        LutFile file = LutFormats.read("a.cube", new ByteArrayInputStream(cube), FormatLimits.DEFAULT);
        node.uploads().store(List.of(TestUploads.file("shaped.cube", cube)), PLAIN);

        LibraryLut lut = node.library().find("shaped", null);

        Shaper shaper = Objects.requireNonNull(file.shaper());
        assertThat(Objects.requireNonNull(lut.shaper()).shaper()).isEqualTo(shaper);
        assertThat(lut.inputs().max().green()).isEqualTo(4);
        assertThat(lut.source().size()).isEqualTo(3);
        assertThat(node.luts().source(lut)).usingRecursiveComparison().isEqualTo(file.lut());

        // As a version before shapers stored it.
        node.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            node.bean(LibraryVersion.class).raise();
            node.bean(JdbcClient.class)
                    .sql("update lut set shaper = null, size = 65")
                    .update();
            node.bean(LutTable.class).promise(lut.key(), Accuracy.LOSSLESS);
        });
        node.library().refresh();
        Lut3d source = node.luts().source(node.library().find("shaped", null));
        assertThat(source).usingRecursiveComparison().isEqualTo(file.sampled(65, file.inputs()));
    }

    @Test
    void givesBackTheVeryBytes() throws IOException {
        byte[] odd = ("\ufeff# made by hand\r\nTITLE \"Odd\" # really\r\n\r\n\tLUT_3D_SIZE   2\r\n"
                        + "0 0 0\r\n 1.0e0\t0 0 \r\n0 1 0\r1 1 0\n\n0 0 1\r\n1 0 1\r\n0 1 1\r\n+1 1. 1.00000000000001")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("odd.cube", odd);
        files.put("latin.cube", ("TITLE \"Ch\u00e2teau\"\n" + rows()).getBytes(StandardCharsets.ISO_8859_1));
        files.put("sixteen.png", TestUploads.hald(3, 4, 16));
        files.put("eight.png", behind(TestUploads.hald(4, 3, 8), "what follows the image"));
        // Compressed it takes more than one part.
        files.put("large.cube", TestUploads.cube(TestUploads.look(5, 41)));
        node.uploads().store(List.of(TestUploads.file("odd.cube", odd)), PLAIN);
        node.uploads().store(List.of(TestUploads.file("looks.zip", TestUploads.zip(files))), PLAIN);

        assertThat(sources()).isEqualTo(files.size());
        assertThat(partSizes("large")).hasSizeGreaterThan(2).allMatch(bytes -> bytes <= SourceWriter.PART_BYTES);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String id = file.getKey().substring(0, file.getKey().indexOf('.'));
            LibraryLut lut = node.library().find(id, null);
            assertThat(lut.kept()).isEqualTo(KeptSource.FILE);
            try (InputStream stored = node.luts().file(lut)) {
                assertThat(stored.readAllBytes()).as(id).isEqualTo(file.getValue());
            }
            Lut3d read = LutFormats.read(file.getKey(), new ByteArrayInputStream(file.getValue()), FormatLimits.DEFAULT)
                    .lut();
            assertThat(node.luts().source(lut))
                    .as(id)
                    .usingRecursiveComparison()
                    .isEqualTo(read);
        }
    }

    /** What is read for hours by a slow client may keep no connection meanwhile. */
    @Test
    void keepsNoConnectionWhileAFileIsRead() throws IOException {
        byte[] cube = TestUploads.cube(TestUploads.look(5, 41));
        node.uploads().store(List.of(TestUploads.file("slow.cube", cube)), PLAIN);
        LibraryLut slow = node.library().find("slow", null);
        var readers = new ArrayList<InputStream>();
        // More than there are connections.
        for (int i = 0; i < 20; i++) {
            InputStream reader = node.luts().file(slow);
            assertThat(reader.readNBytes(1000)).hasSize(1000);
            readers.add(reader);
        }
        for (InputStream reader : readers) {
            assertThat(reader.readAllBytes()).hasSize(cube.length - 1000);
            reader.close();
        }
    }

    @Test
    void leavesNothingOfWhatItRefuses() {
        String rows = new String(TestUploads.cube(TestUploads.look(5, 41)), StandardCharsets.UTF_8);
        refused(TestUploads.file("x.cube", (rows + "0 0 0\n").getBytes(StandardCharsets.UTF_8)), "cube-");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("cut.cube", rows.substring(0, rows.length() - 40).getBytes(StandardCharsets.UTF_8));
        entries.put("whole.cube", rows.getBytes(StandardCharsets.UTF_8));
        UploadReport report =
                node.uploads().store(List.of(TestUploads.file("looks.zip", TestUploads.zip(entries))), PLAIN);

        assertThat(report.rejected()).extracting("entry").containsExactly("cut.cube");
        assertThat(report.accepted()).extracting("id").containsExactly("whole");
        assertThat(sources()).isEqualTo(1);
        assertThat(count("select count(*) from source_part where source_id not in (select id from source)"))
                .isZero();
        assertThat(count("select count(*) from source where lut_id is null")).isZero();
        node.luts().delete("whole");
        assertThat(count("select count(*) from source_part")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfADamagedFileAndMendsIt(Damage damage, CapturedOutput output) throws IOException {
        byte[] cube = TestUploads.cube(TestUploads.look(6, 41));
        node.uploads().store(List.of(TestUploads.file("mine.cube", cube)), PLAIN);
        LibraryLut mine = node.library().find("mine", null);
        damage.apply(node.bean(JdbcClient.class));

        assertThatExceptionOfType(SourceDamaged.class)
                .isThrownBy(() -> node.luts().source(mine));
        assertThatExceptionOfType(SourceDamaged.class).isThrownBy(() -> {
            try (InputStream file = node.luts().file(mine)) {
                var given = new ByteArrayOutputStream();
                file.transferTo(given);
            }
        });
        assertThat(output).contains("The stored source of 'mine' is damaged");

        UploadReport again = node.uploads().store(List.of(TestUploads.file("again.cube", cube)), PLAIN);
        assertThat(again.accepted()).containsExactly(new UploadReport.Accepted("mine", false));
        assertThat(sources()).isEqualTo(1);
        try (InputStream file = node.luts().file(mine)) {
            assertThat(file.readAllBytes()).isEqualTo(cube);
        }
    }

    /** What may happen to a stored file. */
    enum Damage {
        LAST_PART_LOST,
        ALL_LOST,
        PARTS_MOVED,
        A_BIT_TURNED;

        void apply(JdbcClient jdbc) {
            int changed = switch (this) {
                case LAST_PART_LOST ->
                    jdbc.sql("delete from source_part where position = 2").update();
                case ALL_LOST -> jdbc.sql("delete from source_part").update();
                case PARTS_MOVED ->
                    jdbc.sql("update source_part set position = position + 10").update();
                case A_BIT_TURNED -> turnABit(jdbc);
            };
            assertThat(changed).isPositive();
        }

        private static int turnABit(JdbcClient jdbc) {
            byte[] content = jdbc.sql("select content from source_part where position = 1")
                    .query((row, number) -> row.getBytes(1))
                    .single();
            content[content.length / 2] ^= 1;
            return jdbc.sql("update source_part set content = ? where position = 1")
                    .param(content)
                    .update();
        }
    }

    @Test
    void tellsOfASourceThatIsLetGoWhileItIsRead() throws IOException {
        node.uploads().store(List.of(TestUploads.file("mine.cube", TestUploads.cube(TestUploads.look(6, 41)))), PLAIN);
        LibraryLut mine = node.library().find("mine", null);
        try (InputStream file = node.luts().file(mine)) {
            assertThat(file.readNBytes(10)).hasSize(10);
            node.luts().delete("mine");
            assertThatExceptionOfType(SourceNotKept.class).isThrownBy(file::readAllBytes);
        }
        assertThatExceptionOfType(SourceNotKept.class)
                .isThrownBy(() -> node.luts().source(mine));
    }

    /** As versions before the seventh migration stored it. */
    @Test
    void readsALatticeUntilItsFileComesAgain() throws IOException {
        Lut3d lut = TestUploads.look(8, 9);
        byte[] cube = TestUploads.cube(lut);
        node.uploads().store(List.of(TestUploads.file("old.cube", cube)), PLAIN);
        OldLattices.putInPlaceOfFiles(node.bean(JdbcClient.class), Map.of("old", lut));
        node.library().refresh();
        LibraryLut old = node.library().find("old", null);
        assertThat(old.kept()).isEqualTo(KeptSource.LATTICE);
        assertThat(node.luts().source(old).lattice()).isEqualTo(lut.lattice());
        assertThatExceptionOfType(SourceNotKept.class)
                .isThrownBy(() -> node.luts().file(old));

        node.uploads().store(List.of(TestUploads.file("old.cube", cube)), PLAIN);
        LibraryLut fresh = node.library().find("old", null);
        assertThat(fresh.kept()).isEqualTo(KeptSource.FILE);
        assertThat(sources()).isEqualTo(1);
        try (InputStream file = node.luts().file(fresh)) {
            assertThat(file.readAllBytes()).isEqualTo(cube);
        }
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
        refused(TestUploads.file("x.doc", new byte[9]), "unknown-format");
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
                        .search(new LutQuery(List.of("夜景"), List.of(), List.of(), null, LutQuery.Sort.MODEL, 0, 5))
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
        EncodedLook bare = EncodedLook.bare(teal.embedding(), RgbBox.UNIT, teal.fidelity());
        node.models().append("other", List.of(new NewEncoding(mine, bare)));
        assertThat(node.library().find("mine", null).encoding()).isEmpty();
        assertThatExceptionOfType(NotEncoded.class).isThrownBy(() -> node.luts().deleteSource("mine"));
        var detail = new byte[] {1, 2, 3};
        node.models().append("other", List.of(new NewEncoding(mine, promising(teal, detail, Accuracy.of("1/4")))));
        assertThat(node.library().find("mine", null).encoding()).isEmpty();
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

    @Test
    void promisesOfWhatComesAgainWhatWasAskedForLast() {
        byte[] file = TestUploads.cube(TestUploads.look(1, 5));
        node.uploads().store(List.of(TestUploads.file("mine.cube", file)), PLAIN);
        assertThat(node.queued()).containsExactly("mine other");
        Encoding teal = node.library().find("teal", null).encoding().orElseThrow();
        LibraryLut mine = node.library().find("mine", null);
        node.models().append("other", List.of(new NewEncoding(mine, promising(teal, new byte[] {1}, ACCURACY))));
        assertThat(node.library().find("mine", null).encoding()).isPresent();
        var exact = new UploadDetails(null, List.of(), null, null, Accuracy.LOSSLESS, true);
        assertThat(node.uploads()
                        .store(List.of(TestUploads.file("mine.cube", file)), exact)
                        .job())
                .isPresent();
        LibraryLut again = node.library().find("mine", null);
        assertThat(again.accuracy()).isEqualTo(Accuracy.LOSSLESS);
        assertThat(again.encoding()).isEmpty();
        assertThat(again.warnings()).last().asString().contains("'other'", "lossless", "source");
        assertThatExceptionOfType(NotEncoded.class).isThrownBy(() -> node.luts().deleteSource("mine"));
    }

    /** Jobs of two workers may end in any order. */
    @Test
    void aCoarserLookNeverTakesThePlaceOfAFinerOne() {
        node.uploads().store(List.of(TestUploads.file("mine.cube", TestUploads.cube(TestUploads.look(1, 5)))), PLAIN);
        LibraryLut mine = node.library().find("mine", null);
        Encoding teal = node.library().find("teal", null).encoding().orElseThrow();
        for (String offered : List.of("2/8", "0.5/2", "1/4", "none")) {
            node.models()
                    .append(
                            "other",
                            List.of(new NewEncoding(mine, promising(teal, new byte[] {1}, Accuracy.of(offered)))));
        }
        assertThat(node.library().find("mine", null).encoding().orElseThrow().accuracy())
                .isEqualTo(Accuracy.of("0.5/2"));
    }

    private static EncodedLook promising(Encoding encoding, byte[] detail, Accuracy accuracy) {
        return new EncodedLook(new LookCode(encoding.embedding(), detail), RgbBox.UNIT, accuracy, encoding.fidelity());
    }

    private void refused(Uploads.File file, String code) {
        assertThatExceptionOfType(UploadRejected.class)
                .isThrownBy(() -> node.uploads().store(List.of(file), PLAIN))
                .satisfies(refused -> assertThat(refused.code()).startsWith(code));
    }

    private int sources() {
        return count("select count(*) from source");
    }

    private int count(String sql) {
        return node.bean(JdbcClient.class).sql(sql).query(Integer.class).single();
    }

    private List<Integer> partSizes(String slug) {
        return node.bean(JdbcClient.class)
                .sql("""
                        select octet_length(p.content) from source_part p join source s on s.id = p.source_id
                        join lut l on l.id = s.lut_id where l.slug = ?""")
                .param(slug)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    private static String rows() {
        return new String(TestUploads.cube(TestUploads.look(9, 3)), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("TITLE"))
                .collect(Collectors.joining("\n"));
    }

    private static byte[] behind(byte[] file, String more) {
        byte[] end = more.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(file, file.length + end.length);
        System.arraycopy(end, 0, whole, file.length, end.length);
        return whole;
    }
}
