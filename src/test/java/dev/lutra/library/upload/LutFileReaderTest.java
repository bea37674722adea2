package dev.lutra.library.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class LutFileReaderTest {

    private static final byte[] CUBE = TestUploads.cube(TestUploads.look(1, 5));
    private static final byte[] HALD = TestUploads.hald(1, 2, 8);

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    /** The content decides, whatever the name says. */
    @ParameterizedTest
    @CsvSource({
        "look.cube, cube, cube",
        "look.png, cube, cube",
        "look.txt, cube, cube",
        "look, cube, cube",
        "look.png, png, png",
        "look.cube, png, png",
        "look.jpg, png, png"
    })
    void tellsFormatsByContent(String name, String content, String format) throws Exception {
        byte[] file = content.equals("cube") ? CUBE : HALD;

        FoundLut found = read(name, file);

        assertThat(found.source().format()).isEqualTo(format);
        assertThat(found.source().bytes()).isEqualTo(file.length);
        assertThat(found.source().sha256()).isEqualTo(DigestUtils.sha256Hex(file));
        assertThat(copy.toByteArray()).isEqualTo(file);
    }

    /** The reader of the format says what is wrong. */
    @Test
    void trustsTheNameOfAFileThatShowsNothing() {
        assertThatExceptionOfType(FileRejected.class)
                .isThrownBy(() -> read("look.cube", "0 0 0".getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.file().code()).isEqualTo("cube-size-missing"));
    }

    @Test
    void listsWhatIsRead() {
        assertThatExceptionOfType(FileRejected.class)
                .isThrownBy(() -> read("look.txt", "0 0 0".getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.file().code()).isEqualTo("unknown-format"))
                .satisfies(e -> LutFormats.all()
                        .forEach(format -> assertThat(e.file().detail().toLowerCase(Locale.ROOT))
                                .contains("." + format.extension())));
    }

    private FoundLut read(String name, byte[] content) throws IOException, FileRejected {
        return new LutFileReader(DataSize.ofMegabytes(1))
                .read(FilePath.of(name), new ByteArrayInputStream(content), copy);
    }
}
