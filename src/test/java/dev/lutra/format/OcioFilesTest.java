package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lutra.OpenColorIo;
import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The test files of OpenColorIO: what it reads, Lutra reads to the same values, or refuses and says why. docs/formats.md
 * shows what came of each file.
 */
class OcioFilesTest {

    /** Run with {@code -Dlutra.formats.write}, the test writes the table anew. */
    private static final Path DOCUMENT = Path.of("docs/formats.md");

    private static final String BEGIN = "<!-- the test files of OpenColorIO: OcioFilesTest writes this table -->\n";
    private static final String END = "<!-- end of the table -->\n";

    /** The version that the table is about; others read other files. */
    private static final String VERSION = "2.1.2";

    private static final double HALF_A_CODE = 0.5 / CodeValue.MAX_8;

    private static final int COLORS = 3000;

    @TempDir
    private Path folder;

    /** A file in both programs. */
    private record Row(String name, Optional<LutFile> lut, String reason, float[] colors) {

        /** What Lutra makes of the colours. */
        float[] apply() {
            float[] out = colors.clone();
            LutFile file = lut.orElseThrow();
            Shaper shaper = file.shaper();
            if (shaper != null) {
                shaper.apply(out, out, out.length / 3);
            }
            Interpolation.TETRAHEDRAL.apply(file.lut(), out, out, out.length / 3);
            return out;
        }
    }

    @Test
    void readsWhatOpenColorIoReads() throws IOException, InterruptedException {
        Path archive = TestFiles.data("ocio-files.zip");
        var ocio = new OpenColorIo(folder);
        assumeThat(ocio.version()).as("the table is about another version").isEqualTo(VERSION);
        Map<String, Row> rows = rows(archive);
        Map<Path, float[]> inputs = new LinkedHashMap<>();
        rows.forEach((name, row) -> inputs.put(folder.resolve(name), row.colors));

        Map<Path, float[]> applied = ocio.applyFiles(inputs);

        String table = "| file | OpenColorIO %s | Lutra |\n| --- | --- | --- |\n".formatted(VERSION)
                + rows.values().stream()
                        .map(row ->
                                "| `%s` | %s\n".formatted(row.name, result(row, applied.get(folder.resolve(row.name)))))
                        .collect(Collectors.joining());
        requireDocumented(table);
        assertThat(table.lines()).noneMatch(line -> line.contains("differs"));
    }

    private static String result(Row row, float @Nullable [] theirs) {
        String them = theirs == null ? "refuses" : "reads";
        if (row.lut.isEmpty()) {
            return "%s | refuses: %s |".formatted(them, row.reason.replace("|", "\\|"));
        }
        if (theirs == null) {
            return "refuses | reads |";
        }
        float[] ours = row.apply();
        double worst = 0;
        double greatest = 1;
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            worst = difference <= worst ? worst : difference;
            greatest = Math.max(greatest, Math.abs(ours[i]));
        }
        boolean isSame = worst <= HALF_A_CODE * greatest;
        // A reader that approximates tells the owner of the file so.
        List<String> said = row.lut.get().warnings();
        return isSame || said.isEmpty()
                ? "reads | %s |".formatted(isSame ? "the same values" : "differs by %.3g".formatted(worst))
                : "reads | approximates, off by %.2g at most: %s |".formatted(worst, String.join("; ", said));
    }

    private Map<String, Row> rows(Path archive) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (var zip = new ZipFile(archive.toFile())) {
            List<ZipEntry> files = zip.stream()
                    .map(ZipEntry.class::cast)
                    .filter(entry -> !entry.isDirectory() && !entry.getName().equals("LICENSE"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : files) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
                rows.put(entry.getName(), row(entry.getName(), file));
            }
        }
        return rows;
    }

    private static Row row(String name, Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), FileStart.BYTES)) {
            Optional<LutFormat> format = LutFormats.of(FileStart.of(name, in), name);
            if (format.isEmpty()) {
                return new Row(name, Optional.empty(), "no format that is read", colors(RgbBox.UNIT));
            }
            LutFile lut = format.get().read(in, FormatLimits.DEFAULT);
            return new Row(name, Optional.of(lut), "", colors(lut.inputs()));
        } catch (InvalidLutFile e) {
            return new Row(name, Optional.empty(), e.getMessage(), colors(RgbBox.UNIT));
        }
    }

    /** Colours anywhere in a box, and greys that are dense at its lower end. */
    private static float[] colors(RgbBox box) {
        var random = new SplittableRandom(14);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < colors.length; i += 3) {
            boolean isGrey = i % 2 == 0;
            double grey = Math.pow(2, -12 * random.nextDouble());
            for (int channel = 0; channel < 3; channel++) {
                double place = isGrey ? grey : random.nextDouble();
                colors[i + channel] = (float) (box.low(channel) + box.extent(channel) * place);
            }
        }
        return colors;
    }

    private static void requireDocumented(String table) throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END, begin);
        assertThat(document.indexOf(BEGIN)).as("a table in %s", DOCUMENT).isNotNegative();
        if (System.getProperty("lutra.formats.write") != null) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end))
                .as(
                        "%s. What is read has changed; if that is meant to be, run ./mvnw test -Dtest=OcioFilesTest"
                                + " -Dlutra.formats.write and commit the file",
                        DOCUMENT)
                .isEqualTo(table);
    }
}
