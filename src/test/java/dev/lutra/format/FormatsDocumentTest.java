package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/formats.md has a row for each format, and says of it what it is. */
class FormatsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/formats.md");
    private static final List<String> DIALECTS = List.of("adobe", "resolve", "flame", "lustre");

    static Stream<LutFormat> formats() {
        return LutFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void saysWhatAFormatIs(LutFormat format) throws IOException {
        List<String> cells = rows().stream()
                .filter(row -> row.startsWith("| `%s` (".formatted(format.name())))
                .map(row -> Arrays.stream(row.split("\\|")).map(String::strip).toList())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + format.name()));

        assertThat(cells.get(2))
                .isEqualTo(format.extensions().stream()
                        .map(extension -> "`.%s`".formatted(extension))
                        .collect(Collectors.joining(", ")));
        assertThat(cells.get(4)).isEqualTo(format.isWritten() ? "yes" : "no");
        if (format.isWritten()) {
            List<LutLayout> layouts = layouts(format);
            assertThat(cells.get(5).equals("no")).isEqualTo(layouts.stream().noneMatch(LutLayout::holdsShaper));
            assertThat(cells.get(6).equals("yes")).isEqualTo(layouts.stream().anyMatch(LutLayout::holdsDomain));
            int[] sizes = IntStream.rangeClosed(2, 256)
                    .filter(size -> layout(format, WriteOptions.ofSize(size)) != null)
                    .toArray();
            assertThat(cells.get(9))
                    .startsWith(String.valueOf(sizes[0]))
                    .endsWith(String.valueOf(sizes[sizes.length - 1]));
        }
    }

    @Test
    void hasNoRowOfAFormatThatIsNot() throws IOException {
        assertThat(rows().stream().filter(row -> row.matches("\\| `[a-z0-9]+` \\(.*")))
                .hasSameSizeAs(LutFormats.all());
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT);
    }

    private static List<LutLayout> layouts(LutFormat format) {
        var dialects = DIALECTS.stream().map(dialect -> new WriteOptions(17, null, null, dialect, null));
        return Stream.concat(Stream.of(WriteOptions.ofSize(17)), dialects)
                .map(options -> layout(format, options))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable LutLayout layout(LutFormat format, WriteOptions options) {
        try {
            return format.layout(options, WriteLimits.NONE);
        } catch (InvalidOptions e) {
            return null;
        }
    }
}
