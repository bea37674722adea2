package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every format that is listed, and how each one takes its options. */
class LutLayoutTest {

    private static final WriteLimits LIMITS = new WriteLimits(129, 12);

    static Stream<LutFormat> formats() {
        // Tokens are copies that were made small, of one size.
        return LutFormats.all().stream()
                .filter(LutFormat::isWritten)
                .filter(format -> !format.name().equals("token"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatItReads(LutFormat format) throws IOException {
        LutLayout layout = format.layoutOfSize(format.name().equals("vlt") ? 17 : 16);
        Lut3d look = TestFiles.look(layout.size(), RgbBox.UNIT);
        byte[] file = TestFiles.write(layout, look, LutHeader.of("A look", look.domain()));

        LutFile read = TestFiles.read(format, file, FormatLimits.DEFAULT);

        assertThat(read.lut().size()).isEqualTo(layout.size());
        assertThat(read.shaper()).isNull();
        for (int i = 0; i < look.lattice().length; i++) {
            float inRange = Math.clamp(look.lattice()[i], 0, 1);
            assertThat(Math.clamp(read.lut().lattice()[i], 0, 1)).isCloseTo(inRange, within(0.501f / 255));
        }
        assertThat((long) file.length).isLessThan(layout.estimatedBytes() * 11 / 10);
        assertThat(layout.format()).isSameAs(format);
        assertThat(LutFormats.byName(format.name())).containsSame(format);
        assertThat(LutFormats.ofFile(layout.fileName("look"))).containsSame(format);
        var start = FileStart.of(layout.fileName("look"), new ByteArrayInputStream(file));
        assertThat(LutFormats.of(start, layout.fileName("look"))).containsSame(format);
    }

    /** Exact values come back as they were, in formats that do not round them to whole codes. */
    @ParameterizedTest
    @ValueSource(strings = {"cube", "csp", "itx", "spi3d"})
    void writesExactValuesExactly(String name) throws IOException {
        LutFormat format = LutFormats.byName(name).orElseThrow();
        float[] lattice = Lut3d.identity(5).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) Math.exp(i % 40 - 25) * (i % 7 == 0 ? -1 : 1);
        }
        var look = new Lut3d(5, RgbBox.UNIT, lattice);

        byte[] file = TestFiles.write(format.layoutOfSize(5), look, new LutHeader(null, RgbBox.UNIT, null, true));

        assertThat(TestFiles.read(format, file, FormatLimits.DEFAULT).lut().lattice())
                .isEqualTo(lattice);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesTheSameInPieces(LutFormat format) throws IOException {
        LutLayout layout = format.layoutOfSize(format.name().equals("vlt") ? 17 : 9);
        Lut3d look = TestFiles.look(layout.size(), RgbBox.UNIT);
        var out = new ByteArrayOutputStream();
        int slab = layout.size() * layout.size();
        try (var writer = layout.begin(out, LutHeader.of("a", RgbBox.UNIT))) {
            for (int from = 0; from < look.points(); from += slab) {
                writer.accept(Arrays.copyOfRange(look.lattice(), 3 * from, 3 * (from + slab)), slab);
            }
        }

        assertThat(out.toByteArray()).isEqualTo(TestFiles.write(layout, look, LutHeader.of("a", RgbBox.UNIT)));
    }

    /** ETags are made of these texts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cube |    |    |    |         | Cube[size=33, dialect=adobe]             | x-33.cube",
                "cube | 65 |    |    | resolve | Cube[size=65, dialect=resolve]           | x-65-resolve.cube",
                "3dl  |    |    |    |         | Mesh[size=17, dialect=flame]             | x-17.3dl",
                "3dl  | 17 |    |    | lustre  | Mesh[size=17, dialect=lustre]            | x-17-lustre.3dl",
                "csp  |    |    |    |         | Sized[format=csp, size=33]               | x-33.csp",
                "vlt  |    |    |    |         | Sized[format=vlt, size=17]               | x-17.vlt",
                "png  |    |    |    |         | Hald[level=HaldLevel[level=8], depth=8]  | x-hald8.png",
                "png  | 25 |    | 16 |         | Hald[level=HaldLevel[level=5], depth=16] | x-hald5-16bit.png",
                "png  |    | 12 |    |         | Hald[level=HaldLevel[level=12], depth=8] | x-hald12.png"
            })
    void saysAllThatTellsOneFileFromAnother(
            String format,
            @Nullable Integer res,
            @Nullable Integer level,
            @Nullable Integer depth,
            @Nullable String dialect,
            String text,
            String name) {
        LutLayout layout = LutFormats.byName(format)
                .orElseThrow()
                .layout(new WriteOptions(res, level, depth, dialect, null), LIMITS);
        assertThat(layout).hasToString(text);
        assertThat(layout.fileName("x")).isEqualTo(name);
    }

    @Test
    void namesAllOptionsAtFault() {
        refuses(LutFormats.CUBE, WriteOptions.ofSize(1), "res", "must be 2…129");
        refuses(LutFormats.CUBE, WriteOptions.ofSize(130), "res", "must be 2…129");
        refuses(LutFormats.CUBE, dialect("flame", 5), "dialect", "must be 'adobe' or 'resolve'");
        refuses(format("3dl"), dialect("adobe", 5), "dialect", "must be 'flame' or 'lustre'");
        refuses(format("3dl"), dialect("lustre", 16), "res", "Lustre reads these sizes: 5, 9, 17");
        refuses(format("3dl"), WriteOptions.ofSize(3), "res", "must be 4…129");
        refuses(format("vlt"), WriteOptions.ofSize(33), "res", "must be 17");
        refuses(format("csp"), WriteOptions.ofSize(130), "res", "must be 2…129");
        refuses(LutFormats.HALD_PNG, new WriteOptions(null, 13, null), "level", "must be 2…12");
        refuses(LutFormats.HALD_PNG, new WriteOptions(16, 4, null), "res", "cannot be given together with level");
        refuses(LutFormats.HALD_PNG, WriteOptions.ofSize(169), "res", "a Hald image holds one of these sizes: 4, 9");
        refuses(format("csp"), new WriteOptions(33, null, 16), "depth", "is no option of this format, which has res");
        refuses(
                LutFormats.CUBE,
                new WriteOptions(null, 8, null),
                "level",
                "is no option of this format, which has res, dialect");
        refuses(LutFormats.HALD_PNG, new WriteOptions(null, null, null, "resolve", null), "dialect", "is no option");
        refuses(
                format("npy"),
                new WriteOptions(null, null, null, null, "strip"),
                "layout",
                "is no option of this format, which has res, depth");
        refuses(format("icc"), new WriteOptions(null, null, null, null, null, 120), "bytes", "is no option");
        refusesAll(LutFormats.HALD_PNG, new WriteOptions(33, null, 12), "depth", "res");
        refusesAll(LutFormats.CUBE, dialect("x", 300), "res", "dialect");
        refusesAll(format("3dl"), dialect("x", 300), "dialect", "res");
    }

    private static LutFormat format(String name) {
        return LutFormats.byName(name).orElseThrow();
    }

    private static WriteOptions dialect(String dialect, int res) {
        return new WriteOptions(res, null, null, dialect, null);
    }

    private static void refuses(LutFormat format, WriteOptions options, String option, String detail) {
        assertThatExceptionOfType(InvalidOptions.class)
                .isThrownBy(() -> format.layout(options, LIMITS))
                .satisfies(e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                    assertThat(fault).extracting("field").isEqualTo(option);
                    assertThat(fault.detail()).startsWith(detail);
                }));
    }

    private static void refusesAll(LutFormat format, WriteOptions options, String... fields) {
        assertThatExceptionOfType(InvalidOptions.class)
                .isThrownBy(() -> format.layout(options, LIMITS))
                .satisfies(e -> assertThat(e.faults()).extracting("field").containsExactly((Object[]) fields));
    }
}
