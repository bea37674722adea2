package dev.lutra.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lutra.codec.Token;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {

    private static final String TOKEN = SmallFiles.TOKEN;

    private final LutFormat format = LutFormats.TOKEN;

    @Test
    void isToldByItsContentWhateverItsName() throws IOException {
        assertThat(told(TOKEN)).contains(format);
        assertThat(told("\r\n  " + TOKEN + "\n")).contains(format);
    }

    @Test
    void takesNothingElseForAToken() throws IOException {
        assertThat(told(TOKEN + " x")).isEmpty();
        assertThat(told(TOKEN.substring(1))).isEmpty();
        assertThat(told(TOKEN.substring(0, TOKEN.length() - 1))).isEmpty();
        assertThat(told("LUT_3D_SIZE 2\n")).contains(LutFormats.CUBE);
        assertThat(told("LICENSE")).isEmpty();
        assertThat(told("")).isEmpty();
    }

    @Test
    void readsTheLook() throws IOException {
        LutFile file = read(TOKEN + "\n");
        assertThat(file.lut().lattice()).isEqualTo(Token.of(TOKEN).decode().lattice());
        assertThat(file.shaper()).isNull();
        assertThat(file.title()).isNull();
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void writesTheBestTokenOfItsBytes() throws IOException {
        Lut3d look = TestFiles.look(33, RgbBox.UNIT);
        String text = written(look, new WriteOptions(null, null, null, null, null, 200));
        assertThat(text).startsWith("L").endsWith("\n");
        assertThat(Token.of(text.strip()).length()).isBetween(150, 200);
        assertThat(written(look, new WriteOptions(null, null, null, null, null, 200)))
                .isEqualTo(text);
        assertThat(Token.of(written(look, WriteOptions.NONE).strip()).length()).isBetween(100, 120);
    }

    @Test
    void namesTheFileByItsBytes() {
        assertThat(format.layoutOfSize(33).fileName("portra")).isEqualTo("portra-120.token");
    }

    @Test
    void refusesOtherSizesAndLengths() {
        assertThatExceptionOfType(InvalidOptions.class)
                .isThrownBy(
                        () -> format.layout(new WriteOptions(17, null, null, null, null, 31), new WriteLimits(129, 12)))
                .satisfies(e -> assertThat(e.faults()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LAAA", "MAAAAAAA", "LAAAAAAA", "no token at all"})
    void refusesOtherTexts(String text) {
        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e.code()).startsWith("token-"));
    }

    @Test
    void refusesLongFilesEarly() {
        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> read("L".repeat(100_000)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("file-too-large"));
    }

    @Test
    void missesPoints() {
        assertThatIllegalStateException().isThrownBy(() -> {
            try (var writer =
                    format.layoutOfSize(33).begin(new ByteArrayOutputStream(), LutHeader.of(null, RgbBox.UNIT))) {
                writer.accept(new float[3], 1);
            }
        });
    }

    @Test
    void writesNothingOfAFileThatIsGivenUp() throws IOException {
        Lut3d look = Lut3d.identity(33);
        var out = new ByteArrayOutputStream();
        try (var writer = format.layoutOfSize(33).begin(out, LutHeader.of(null, RgbBox.UNIT))) {
            writer.accept(look.lattice(), look.points());
            writer.abandon();
        }
        assertThat(out.size()).isZero();
    }

    private String written(Lut3d look, WriteOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = format.layout(options, WriteLimits.NONE).begin(out, LutHeader.of("Look", RgbBox.UNIT))) {
            writer.accept(look.lattice(), look.points());
        }
        return out.toString(US_ASCII);
    }

    private LutFile read(String text) throws IOException {
        return format.read(new ByteArrayInputStream(text.getBytes(US_ASCII)), FormatLimits.DEFAULT);
    }

    private static Optional<LutFormat> told(String text) throws IOException {
        return LutFormats.of(FileStart.of("look", new ByteArrayInputStream(text.getBytes(US_ASCII))));
    }
}
