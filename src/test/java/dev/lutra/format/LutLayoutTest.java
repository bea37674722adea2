package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every format that is listed, and how each one takes its options. */
class LutLayoutTest {

    private static final WriteLimits LIMITS = new WriteLimits(129, 12);

    static List<LutFormat> formats() {
        return LutFormats.all().stream().filter(LutFormat::isWritten).toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatItReads(LutFormat format) throws IOException {
        LutLayout layout = format.layoutOfSize(16);
        Lut3d look = TestFiles.look(layout.size(), RgbBox.UNIT);
        var out = new ByteArrayOutputStream();
        try (var writer = layout.begin(out, LutHeader.of("A look", look.domain()))) {
            writer.accept(look.lattice(), look.points());
        }

        LutFile read = TestFiles.read(format, out.toByteArray(), FormatLimits.DEFAULT);

        assertThat(read.lut().size()).isEqualTo(16);
        for (int i = 0; i < look.lattice().length; i++) {
            float inRange = Math.clamp(look.lattice()[i], 0, 1);
            assertThat(Math.clamp(read.lut().lattice()[i], 0, 1)).isCloseTo(inRange, within(0.501f / 255));
        }
        assertThat((long) out.size()).isLessThan(layout.estimatedBytes() * 11 / 10);
        assertThat(layout.format()).isSameAs(format);
        assertThat(LutFormats.byName(format.name())).containsSame(format);
        assertThat(LutFormats.ofFile(layout.fileName("look"))).containsSame(format);
    }

    /** ETags are made of these texts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cube |    |    |    | Cube[size=33]                            | x-33.cube",
                "cube | 65 |    |    | Cube[size=65]                            | x-65.cube",
                "png  |    |    |    | Hald[level=HaldLevel[level=8], depth=8]  | x-hald8.png",
                "png  | 25 |    | 16 | Hald[level=HaldLevel[level=5], depth=16] | x-hald5-16bit.png",
                "png  |    | 12 |    | Hald[level=HaldLevel[level=12], depth=8] | x-hald12.png"
            })
    void saysAllThatTellsOneFileFromAnother(
            String format,
            @Nullable Integer res,
            @Nullable Integer level,
            @Nullable Integer depth,
            String text,
            String name) {
        LutLayout layout = LutFormats.byName(format).orElseThrow().layout(new WriteOptions(res, level, depth), LIMITS);
        assertThat(layout).hasToString(text);
        assertThat(layout.fileName("x")).isEqualTo(name);
    }

    @Test
    void namesAllOptionsAtFault() {
        refuses(LutFormats.CUBE, WriteOptions.ofSize(1), "res", "must be 2…129");
        refuses(LutFormats.CUBE, WriteOptions.ofSize(130), "res", "must be 2…129");
        refuses(LutFormats.HALD_PNG, new WriteOptions(null, 13, null), "level", "must be 2…12");
        refuses(LutFormats.HALD_PNG, new WriteOptions(16, 4, null), "res", "cannot be given together with level");
        refuses(LutFormats.HALD_PNG, WriteOptions.ofSize(169), "res", "a Hald image holds one of these sizes: 4, 9");
        assertThatExceptionOfType(InvalidOptions.class)
                .isThrownBy(() -> LutFormats.HALD_PNG.layout(new WriteOptions(33, null, 12), LIMITS))
                .satisfies(e -> assertThat(e.faults()).extracting("field").containsExactly("depth", "res"));
    }

    private static void refuses(LutFormat format, WriteOptions options, String option, String detail) {
        assertThatExceptionOfType(InvalidOptions.class)
                .isThrownBy(() -> format.layout(options, LIMITS))
                .satisfies(e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                    assertThat(fault).extracting("field").isEqualTo(option);
                    assertThat(fault.detail()).startsWith(detail);
                }));
    }
}
