package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LookFormatTest {

    /** 0.5, 1 and 0.9572857, little-endian. */
    private static final String COLOR = "0000003F0000803FAD10753F";

    private static final String DATA = "<data>\"\n" + (COLOR + "\n").repeat(8) + "\"</data>";

    private static LutFile read(String content) {
        return TestFiles.read(LutFormats.LOOK, content.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
    }

    private static String look(String content) {
        return "<?xml version=\"1.0\" ?>\n<look>\n<shaders><layer><size>7</size></layer></shaders>\n" + content
                + "</look>\n";
    }

    @Test
    void readsHexadecimalFloats() {
        for (String data :
                new String[] {DATA, DATA.toLowerCase(Locale.ROOT), DATA.replace("\n", " "), DATA.replace("\"", "'")}) {
            LutFile file = read(look("<mask/><LUT><size>\"2\"</size>%s</LUT>".formatted(data)));

            assertThat(file.lut().lattice()).hasSize(24).startsWith(0.5f, 1f, 0.9572857f);
            assertThat(file.lut().domain().isUnit()).isTrue();
            assertThat(file.warnings()).isEmpty();
        }
    }

    @Test
    void comesBackWithAllBits() throws IOException {
        float[] lattice = TestFiles.look(3, RgbBox.UNIT).lattice();
        lattice[1] = -1e-40f;
        lattice[2] = 3e38f;
        var out = new ByteArrayOutputStream();
        try (var writer = LutFormats.LOOK.layoutOfSize(3).begin(out, LutHeader.of(null, RgbBox.UNIT))) {
            writer.accept(lattice, 27);
        }

        Lut3d read = read(out.toString(StandardCharsets.UTF_8)).lut();

        assertThat(read.lattice()).containsExactly(lattice);
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("root", "<LUT/>"),
                Arguments.of("not-xml", "<look>"),
                Arguments.of("document-type", "<!DOCTYPE look><look/>"),
                Arguments.of("missing", look("")),
                Arguments.of("missing", look("<LUT><size>\"2\"</size></LUT>")),
                Arguments.of("mask", look("<mask><name>a</name></mask>")),
                Arguments.of("size", look("<LUT>%s</LUT>".formatted(DATA))),
                Arguments.of("size", look("<LUT><size>\"1\"</size></LUT>")),
                Arguments.of("size", look("<LUT><size>\"257\"</size></LUT>")),
                Arguments.of("size", look("<LUT><size>\"two\"</size></LUT>")),
                Arguments.of("size", look("<LUT><size>\"2\"</size><size>\"3\"</size></LUT>")),
                Arguments.of("repeated", look("<LUT><size>2</size>%s%s</LUT>".formatted(DATA, DATA))),
                Arguments.of("number-count", look("<LUT><size>\"3\"</size>%s</LUT>".formatted(DATA))),
                Arguments.of("number-count", look("<LUT><size>\"256\"</size>%s</LUT>".formatted(DATA))),
                Arguments.of(
                        "number-count",
                        look("<LUT><size>2</size>%s</LUT>".formatted(DATA.replace("\"</", "00000000\"</")))),
                Arguments.of(
                        "number-count",
                        look("<LUT><size>2</size>%s</LUT>".formatted(DATA.replace("3F\n\"</", "\"</")))),
                Arguments.of(
                        "not-hexadecimal",
                        look("<LUT><size>2</size>%s</LUT>".formatted(DATA.replaceFirst("3F", "3G")))),
                Arguments.of(
                        "not-finite",
                        look("<LUT><size>2</size>%s</LUT>".formatted(DATA.replaceFirst("0000003F", "0000807F")))));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejects(String fault, String file) {
        InvalidLutFile rejection = catchThrowableOfType(InvalidLutFile.class, () -> read(file));

        assertThat(rejection.code()).isEqualTo("look-" + fault);
        assertThat(rejection.line()).isPresent();
    }
}
