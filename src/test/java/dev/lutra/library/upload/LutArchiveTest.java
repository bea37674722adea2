package dev.lutra.library.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.library.FilePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class LutArchiveTest {

    private static final UploadSettings BOUNDS =
            new UploadSettings(50, DataSize.ofMegabytes(4), DataSize.ofMegabytes(64), 200, 1);
    private static final byte[] LOOK = TestUploads.cube(TestUploads.look(1, 5));
    private static final Path CASES = Path.of("../shared/cases/zips");

    @TempDir
    private Path folder;

    /** What came of an archive: the paths of what was read, and the codes of what was not. */
    private static final class Seen implements LutFileVisitor {

        final List<String> taken = new ArrayList<>();
        final Map<String, String> rejected = new LinkedHashMap<>();
        int unpacked;

        @Override
        public void take(FilePath path, InputStream content) throws IOException {
            unpacked += content.readAllBytes().length;
            taken.add(path.toString());
        }

        @Override
        public void reject(UploadReport.Rejected file) {
            rejected.put(file.entry(), file.code());
        }
    }

    /** Archives as tools write them: what is read, then what is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "UPPER.ZIP | U.cube | -",
                "backslashes.zip | My Pack/Warm/Sunset A.cube, My Pack/Cold/Fjord A.cube | -",
                "bzip2.zip | bzip2 good before.cube, bzip2 odd.cube, bzip2 good after.cube | -",
                "cp437.zip | Été à Zürich.cube | -",
                "deflated-descriptor.zip | Dd One.cube, Dd Two.cube | -",
                "dup-names.zip | Same.cube, Same.cube, a/Same.cube | -",
                "encrypted.zip | plain_first.cube | enc_a.cube=zip-encrypted, enc_b.cube=zip-encrypted",
                "lzma-mixed.zip | lzma-mixed good before.cube, lzma-mixed good after.cube | lzma-mixed odd.cube=zip-method",
                "lzma.zip | - | enc_a.cube=zip-method, enc_b.cube=zip-method",
                "none-fits.zip | - | a.txt=unknown-format",
                "prefix-sfx.zip | Sfx One.cube | -",
                "stored-descriptor.zip | Stored One.cube, Stored Two.cube | -",
                "utf8-noflag.zip | Été 夜景.cube | -",
                "zip-in-zip.zip | Outer.cube | inner.zip=zip-nested",
                "zip64.zip | Z64 One.cube, Z64 Two.cube | -"
            })
    void readsWhatToolsWrite(String file, String taken, String rejected) throws IOException {
        Seen seen = read(shared(file));

        assertThat(String.join(", ", seen.taken)).isEqualTo(taken == null ? "" : taken);
        assertThat(seen.rejected.entrySet().stream().map(Object::toString))
                .containsExactly(rejected == null ? new String[0] : rejected.split(", "));
    }

    @Test
    void passesOverWhatSystemsLeave() throws IOException {
        Seen seen = read(shared("mac-and-windows-litter.zip"));

        assertThat(seen.taken)
                .containsExactly(
                        "Pack/Look Alpha.cube",
                        "Pack/SUB/Look Beta.CUBE",
                        "Pack/Look Gamma.3dl",
                        "Pack/Contact sheet.png");
        assertThat(seen.rejected.keySet()).containsExactly("Pack/readme.txt", "Pack/Licence.pdf", "Pack/preview.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "rar.zip, this is a RAR archive; only zip archives are supported",
        "seven.zip, this is a 7-Zip archive; only zip archives are supported",
        "truncated.zip, the archive is damaged or incomplete",
        "empty.zip, the archive is empty"
    })
    void saysWhatAFileIsThatIsNoArchive(String file, String detail) {
        assertThatExceptionOfType(UploadRejected.class)
                .isThrownBy(() -> read(shared(file)))
                .satisfies(e -> assertThat(e.getMessage()).endsWith(": " + detail))
                .satisfies(e -> assertThat(e.code()).isEqualTo("invalid-zip"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21, 100})
    void refusesWhatIsNoArchive(int length) {
        assertRefused(new byte[length], "invalid-zip");
    }

    @Test
    void readsNamesOfDos() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("Märchen\\Été.cube"));
            zip.write(LOOK);
        }

        assertThat(read(out.toByteArray()).taken).containsExactly("Märchen/Été.cube");
    }

    @Test
    void readsWhatBzip2Packed() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var bzip2 = new BZip2CompressorOutputStream(packed)) {
            bzip2.write(LOOK);
        }

        Seen seen = read(raw("a.cube", ZipMethod.BZIP2.getCode(), packed.toByteArray(), LOOK.length));

        assertThat(seen.taken).containsExactly("a.cube");
        assertThat(seen.unpacked).isEqualTo(LOOK.length);
    }

    @Test
    void losesNoOtherEntryToADamagedOne() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.cube", LOOK);
        entries.put("b.cube", TestUploads.cube(TestUploads.look(2, 5)));
        entries.put("c.cube", TestUploads.cube(TestUploads.look(3, 5)));
        byte[] archive = TestUploads.zip(entries);
        int second = archive.length / 3;
        for (int at = second + 300; at < second + 900; at += 100) {
            byte[] damaged = archive.clone();
            damaged[at] ^= 0x55;

            Seen seen = read(damaged);

            assertThat(seen.taken).containsExactly("a.cube", "c.cube");
            assertThat(seen.rejected).containsEntry("b.cube", "zip-entry-damaged");
        }
    }

    @Test
    void holdsEntriesToTheSizeThatTheDirectorySays() throws IOException {
        byte[] archive = TestUploads.zip(Map.of("a.cube", LOOK));
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(archive.length - 6);
        for (int size : new int[] {10, LOOK.length - 1, LOOK.length + 1}) {
            bytes.putInt(directory + 24, size);

            Seen seen = read(archive);

            assertThat(seen.taken).isEmpty();
            assertThat(seen.rejected).containsEntry("a.cube", "zip-entry-damaged");
        }
    }

    /** 11 MB that unpacked to 5 GB in entries of less than 1 MiB were taken in. */
    @Test
    void refusesABombOfSmallEntriesBeforeItUnpacksAny() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            entries.put(i + ".cube", new byte[1_000_000]);
        }
        byte[] archive = TestUploads.zip(entries);
        var seen = new Seen();

        assertThatExceptionOfType(UploadRejected.class)
                .isThrownBy(() -> new LutArchive("bomb.zip", BOUNDS).read(file(archive), LutArchive.AS_PACKED, seen))
                .satisfies(e -> assertThat(e.code()).isEqualTo("zip-ratio"));
        assertThat(seen.unpacked).isZero();
    }

    @Test
    void refusesMoreThanTheTotalBeforeItUnpacksAny() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 17; i++) {
            entries.put(i + ".cube", new byte[4 << 20]);
        }

        assertRefused(TestUploads.zip(entries), "zip-size");
    }

    @Test
    void namesOneFileThatIsTooLarge() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("large.cube", new byte[5 << 20]);
        entries.put("small.cube", LOOK);

        Seen seen = read(TestUploads.zip(entries));

        assertThat(seen.taken).containsExactly("small.cube");
        assertThat(seen.rejected).containsEntry("large.cube", "file-too-large");
    }

    @Test
    void doesNotUnpackWhatIsNoLook() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("film.mov", new byte[100 << 20]);
        entries.put("a.cube", LOOK);

        Seen seen = read(TestUploads.zip(entries));

        assertThat(seen.taken).containsExactly("a.cube");
        assertThat(seen.rejected).containsEntry("film.mov", "unknown-format");
    }

    /** Looks come under any name; what shows no format is named as before, and not unpacked. */
    @Test
    void tellsFilesOfOtherNamesByTheirContent() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("Look", LOOK);
        entries.put("Look.txt", LOOK);
        entries.put("Hald.dat", TestUploads.hald(1, 2, 8));
        entries.put("readme.txt", "Put LUT_3D_SIZE files into the folder of your editor.".getBytes(UTF_8));
        entries.put("preview.jpg", HexFormat.of().parseHex("ffd8ffe000104a46494600"));
        entries.put("empty.bin", new byte[0]);

        Seen seen = read(TestUploads.zip(entries));

        assertThat(seen.taken).containsExactly("Look", "Look.txt", "Hald.dat");
        assertThat(seen.rejected.keySet()).containsExactly("readme.txt", "preview.jpg", "empty.bin");
        assertThat(seen.rejected.values()).containsOnly("unknown-format");
    }

    @Test
    void countsWhatItTellsByContentTowardsTheTotal() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            entries.put(i + ".dat", Arrays.copyOf(LOOK, 1_000_000));
        }

        assertRefused(TestUploads.zip(entries), "zip-ratio");
    }

    @Test
    void bounds() throws IOException {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put(i + ".txt", new byte[0]);
        }
        assertRefused(TestUploads.zip(many), "zip-entries");
        for (int i = 51; i < 20_000; i++) {
            many.put("a long name, so that the directory is long as well: " + i, new byte[0]);
        }
        assertRefused(TestUploads.zip(many), "zip-entries");
    }

    @Test
    void namesPathsThatNobodyMadeByHand() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../up.cube", LOOK);
        entries.put("/root.cube", LOOK);
        entries.put("C:\\disk.cube", LOOK);
        entries.put("a/".repeat(33) + "deep.cube", LOOK);
        entries.put("a/".repeat(30_000) + "deeper.cube", LOOK);
        entries.put("x".repeat(60_000) + ".cube", LOOK);
        entries.put("./ok.cube", LOOK);

        Seen seen = read(TestUploads.zip(entries));

        assertThat(seen.taken).containsExactly("ok.cube");
        assertThat(seen.rejected.values()).containsOnly("zip-path");
        assertThat(seen.rejected.keySet()).hasSizeGreaterThanOrEqualTo(5).allMatch(name -> name.length() <= 200);
    }

    @Test
    void dropsControlCharactersFromNames() throws IOException {
        assertThat(read(TestUploads.zip(Map.of("Se\0t/a\n\u001B[31mb\u2028c\0.cube", LOOK))).taken)
                .containsExactly("Set/a [31mb c.cube");
    }

    @Test
    void readsOrNamesWhateverIsChanged() throws IOException {
        byte[] archive = TestUploads.zip(Map.of("a.cube", LOOK));
        int directory = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(archive.length - 6);
        for (int at = directory; at < archive.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                byte[] changed = archive.clone();
                changed[at] = (byte) value;
                try {
                    read(changed);
                } catch (UploadRejected e) {
                    assertThat(e.code()).isEqualTo("invalid-zip");
                }
            }
        }
    }

    private void assertRefused(byte[] archive, String code) {
        assertThatExceptionOfType(UploadRejected.class)
                .isThrownBy(() -> read(archive))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static byte[] raw(String name, int method, byte[] packed, int size) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            var crc = new CRC32();
            crc.update(LOOK);
            var entry = new ZipArchiveEntry(name);
            entry.setMethod(method);
            entry.setCrc(crc.getValue());
            entry.setSize(size);
            entry.setCompressedSize(packed.length);
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
        }
        return out.toByteArray();
    }

    private static byte[] shared(String name) throws IOException {
        Path file = CASES.resolve(name);
        Assumptions.assumeTrue(Files.isReadable(file), () -> file + " is not present");
        return Files.readAllBytes(file);
    }

    private Path file(byte[] archive) throws IOException {
        return Files.write(folder.resolve("archive.zip"), archive);
    }

    private Seen read(byte[] archive) throws IOException {
        var seen = new Seen();
        new LutArchive("archive.zip", BOUNDS).read(file(archive), LutArchive.AS_PACKED, seen);
        return seen;
    }
}
