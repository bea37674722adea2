package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VfFormatTest {

    private static final String FIRST = "#Inventor V2.1 ascii\n";
    private static final String SIZE = "grid_size 2 2 2\n";
    private static final String SCALE = "global_transform 0.5 0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0 1\n";
    private static final String DATA = "data\n0 0 0\n0 0 1\n0 1 0\n0 1 1\n1 0 0\n1 0 1\n1 1 0\n1 1 1\n";

    private static LutFile read(String text) {
        return TestFiles.read(LutFormats.VF, text.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
    }

    @Test
    void readsRowsBlueFastest() {
        LutFile file = read(FIRST + "# made by Nuke\n" + SIZE + SCALE + "element_size 3\n" + DATA);

        assertThat(file.lut().lattice()).containsExactly(Lut3d.identity(2).lattice());
        assertThat(file.lut().domain().isUnit()).isTrue();
        assertThat(file.warnings()).containsExactly("line 5: element_size passed over");
    }

    /** The scale times the size maps inputs to 0…1. */
    @Test
    void takesTheScaleOfItsInputs() {
        String scale = SCALE.replaceFirst("0.5", "1").replaceFirst("0 0.5 0 0 0 0", "0 0.25 0 0 0 0");

        RgbBox domain = read(FIRST + SIZE + scale + DATA).lut().domain();

        assertThat(domain).isEqualTo(new RgbBox(Rgb.BLACK, new Rgb(0.5f, 2, 1)));
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        Lut3d lut = TestFiles.look(7, RgbBox.UNIT);
        var out = new ByteArrayOutputStream();
        try (var writer = LutFormats.VF.layoutOfSize(7).begin(out, LutHeader.of("A look", RgbBox.UNIT))) {
            writer.accept(lut.lattice(), lut.points());
        }

        LutFile file = read(out.toString(StandardCharsets.UTF_8));

        assertThat(file.lut().lattice()).containsExactly(lut.lattice());
        assertThat(file.lut().domain().isUnit()).isTrue();
        assertThat(LutFormats.VF.recognises(FileStart.of("a.txt", new ByteArrayInputStream(out.toByteArray()))))
                .isTrue();
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("header", 1, SIZE + DATA),
                Arguments.of("header", 1, ""),
                Arguments.of("data-missing", 2, FIRST + SIZE),
                Arguments.of("size-missing", 2, FIRST + DATA),
                Arguments.of("size", 2, FIRST + "grid_size 2 2\n" + DATA),
                Arguments.of("size", 2, FIRST + "grid_size 2 2 2 2\n" + DATA),
                Arguments.of("size", 2, FIRST + "grid_size 2 3 2\n" + DATA),
                Arguments.of("size", 2, FIRST + "grid_size 257 257 257\n" + DATA),
                Arguments.of("size", 2, FIRST + "grid_size 99999999999 2 2\n" + DATA),
                Arguments.of("size", 3, FIRST + SIZE + "grid_size 3 3 3\n" + DATA),
                Arguments.of("transform", 3, FIRST + SIZE + "global_transform 1 0\n" + DATA),
                Arguments.of("transform", 3, FIRST + SIZE + SCALE.replaceFirst(" 0 ", " 0.1 ") + DATA),
                Arguments.of("transform", 3, FIRST + SIZE + SCALE.replaceFirst("0\\.5", "-0.5") + DATA),
                Arguments.of("transform", 4, FIRST + SIZE + SCALE.replaceFirst("0\\.5", "1e-45") + DATA),
                Arguments.of("row-count", 10, FIRST + SIZE + DATA.replace("1 1 1\n", "")),
                Arguments.of("row-count", 12, FIRST + SIZE + DATA + "1 1 1\n"),
                Arguments.of("row-count", 11, FIRST + "grid_size 256 256 256\n" + DATA),
                Arguments.of("columns", 4, FIRST + SIZE + DATA.replaceFirst("0 0 0", "0 0")),
                Arguments.of("columns", 4, FIRST + SIZE + DATA.replaceFirst("0 0 0", "0 0 0 0")),
                Arguments.of("not-a-number", 4, FIRST + SIZE + DATA.replaceFirst("0 0 0", "0 0x1 0")),
                Arguments.of("not-finite", 4, FIRST + SIZE + DATA.replaceFirst("0 0 0", "0 nan 0")));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejects(String fault, int line, String file) {
        InvalidLutFile rejection = catchThrowableOfType(InvalidLutFile.class, () -> read(file));

        assertThat(rejection.code()).isEqualTo("vf-" + fault);
        assertThat(rejection.line()).hasValue(line);
    }
}
