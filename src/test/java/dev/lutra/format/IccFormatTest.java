package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IccFormatTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A profile with one table. */
    private static byte[] profile(byte[] table) {
        ByteBuffer profile = ByteBuffer.allocate(144 + table.length);
        profile.putInt(profile.capacity()).putInt(0).putInt(0x04200000).put(ascii("linkRGB RGB "));
        profile.put(36, ascii("acsp")).position(128);
        profile.putInt(1).put(ascii("A2B0")).putInt(144).putInt(table.length).put(table);
        return profile.array();
    }

    private static ByteBuffer start(String type, int bytes) {
        ByteBuffer table = ByteBuffer.allocate(bytes);
        return table.put(ascii(type)).putInt(0).put((byte) 3).put((byte) 3);
    }

    private static void putMatrix(ByteBuffer table) {
        for (int i = 0; i < 9; i++) {
            table.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
    }

    /** Input curves that are squares, a lattice that swaps red and blue, output curves that halve. */
    private static byte[] eightBits() {
        ByteBuffer table = start("mft1", 48 + 768 + 24 + 768).put((byte) 2).put((byte) 0);
        putMatrix(table);
        for (int i = 0; i < 768; i++) {
            table.put((byte) Math.round(i % 256 * (i % 256) / 255.0));
        }
        for (int point = 0; point < 8; point++) {
            // Blue is the fastest, and is stored first.
            table.put((byte) (point % 2 * 255))
                    .put((byte) (point / 2 % 2 * 255))
                    .put((byte) (point / 4 * 255));
        }
        for (int i = 0; i < 768; i++) {
            table.put((byte) (i % 256 / 2));
        }
        return table.array();
    }

    /** A curves: gamma 2 and a table; a lattice of 8 bits; M curves and a matrix that swaps; B curves: sRGB. */
    private static byte[] flexible() {
        ByteBuffer table = start("mAB ", 400).putShort((short) 0);
        // The offsets of B curves, matrix, M curves, lattice and A curves.
        table.putInt(232).putInt(184).putInt(136).putInt(92).putInt(32);
        table.position(32);
        table.put(ascii("curv")).putInt(0).putInt(1).putShort((short) 0x200).putShort((short) 0);
        table.put(ascii("curv")).putInt(0).putInt(0);
        table.put(ascii("para"))
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0x20000);
        table.position(92);
        table.put(new byte[] {2, 2, 2}).position(92 + 16);
        table.put((byte) 1).position(92 + 20);
        for (int point = 0; point < 8; point++) {
            table.put((byte) (point / 4 * 255))
                    .put((byte) (point / 2 % 2 * 255))
                    .put((byte) (point % 2 * 255));
        }
        for (int i = 0; i < 3; i++) {
            table.position(136 + 16 * i);
            table.put(ascii("curv"))
                    .putInt(0)
                    .putInt(2)
                    .putShort((short) 0xFFFF)
                    .putShort((short) 0);
        }
        for (int entry : new int[] {1, 3, 8}) {
            table.putInt(184 + 4 * entry, 0x10000);
        }
        for (int i = 0; i < 3; i++) {
            table.position(232 + 32 * i);
            table.put(ascii("para")).putInt(0).putShort((short) 3).putShort((short) 0);
            for (double parameter : new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
                table.putInt((int) Math.round(parameter * 65536));
            }
        }
        return table.array();
    }

    private static LutFile read(byte[] file) {
        return TestFiles.read(LutFormats.ICC, file, FormatLimits.DEFAULT);
    }

    @Test
    void readsATableOfEightBits() {
        LutFile file = read(profile(eightBits()));

        assertThat(Objects.requireNonNull(file.shaper()).points()).isEqualTo(256);
        assertThat(file.lut().size()).isEqualTo(2);
        float third = (float) (102 * 102 / 255.0 / 255 / 2);
        assertThat(ClfNodesTest.apply(file, 0.4, 1, 0)).containsExactly(new float[] {0, 0.5f, third}, within(0.004f));
    }

    @Test
    void readsATableOfSeveralStages() {
        LutFile file = read(profile(flexible()));

        // 0.8² = 0.64 and 0.6 and 0.5² = 0.25, then 1 − x, then red and green swapped, then the curve of sRGB.
        assertThat(ClfNodesTest.apply(file, 0.8, 0.6, 0.5))
                .containsExactly(
                        new float[] {(float) linear(0.4), (float) linear(0.36), (float) linear(0.75)},
                        within(0.5f / 255));
        assertThat(file.warnings())
                .anyMatch(warning -> warning.startsWith("CLUT, M curves, matrix, B curves became a lattice"));
    }

    private static double linear(double encoded) {
        return Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    @Test
    void comesBackToSixteenBits() throws IOException {
        Lut3d lut = TestFiles.look(9, RgbBox.UNIT);
        byte[] file = written(lut, "A look: été");

        LutFile read = read(file);

        for (int i = 0; i < lut.lattice().length; i++) {
            float inRange = Math.clamp(lut.lattice()[i], 0, 1);
            assertThat(read.lut().lattice()[i]).isCloseTo(inRange, within(0.51f / 65535));
        }
        assertThat(read.title()).isEqualTo("A look: été");
        assertThat(read.shaper()).isNull();
        assertThat(read.warnings()).isEmpty();
        assertThat(LutFormats.ICC.recognises(FileStart.of("a", new ByteArrayInputStream(file))))
                .isTrue();
    }

    /** LittleCMS, in the JDK, accepts the file and finds its tags. */
    @Test
    void isAProfileForTheJdk() throws IOException {
        ICC_Profile profile = ICC_Profile.getInstance(written(TestFiles.look(4, RgbBox.UNIT), null));

        assertThat(profile.getProfileClass()).isEqualTo(ICC_Profile.CLASS_DEVICELINK);
        assertThat(profile.getMajorVersion()).isEqualTo(4);
        assertThat(profile.getData(ICC_Profile.icSigAToB0Tag)).hasSize(52 + 24 + 6 * 64);
        assertThat(profile.getData(ICC_Profile.icSigCopyrightTag)).isNotEmpty();
        assertThat(profile.getData(0x70736571)).isNotEmpty();
    }

    private static byte[] written(Lut3d lut, @Nullable String title) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = LutFormats.ICC.layoutOfSize(lut.size()).begin(out, LutHeader.of(title, RgbBox.UNIT))) {
            writer.accept(lut.lattice(), lut.points());
        }
        return out.toByteArray();
    }

    private static Arguments changed(String fault, UnaryOperator<ByteBuffer> change) {
        return Arguments.of(
                fault, change.apply(ByteBuffer.wrap(profile(eightBits()))).array());
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("header", new byte[0]),
                Arguments.of("header", new byte[500]),
                changed("header", file -> file.put(36, ascii("ACSP"))),
                changed("header", file -> file.putInt(128, 100_000)),
                changed("cut-off", file -> file.putInt(0, 100_000)),
                changed("cut-off", file -> file.putInt(136, 2000)),
                changed("cut-off", file -> file.putInt(140, -1)),
                changed("cut-off", file -> file.putInt(140, 700)),
                changed("version", file -> file.put(8, (byte) 5)),
                changed("class", file -> file.put(12, ascii("mntr"))),
                changed("abstract", file -> file.put(12, ascii("abstLab Lab "))),
                changed("channels", file -> file.put(16, ascii("CMYK"))),
                changed("channels", file -> file.put(144 + 8, (byte) 4)),
                changed("missing", file -> file.put(132, ascii("B2A0"))),
                changed("type", file -> file.put(144, ascii("mBA "))),
                changed("size", file -> file.put(144 + 10, (byte) 1)),
                changed("cut-off", file -> file.put(144 + 10, (byte) 255)),
                changed("matrix", file -> file.putInt(144 + 16, 1)));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejects(String fault, byte[] file) {
        InvalidLutFile rejection = catchThrowableOfType(InvalidLutFile.class, () -> read(file));

        assertThat(rejection.code()).isEqualTo("icc-" + fault);
    }

    @Test
    void rejectsStagesThatItCannotRead() {
        for (int change = 0; change < 4; change++) {
            ByteBuffer table = ByteBuffer.wrap(flexible());
            switch (change) {
                case 0 -> table.put(93, (byte) 3);
                case 1 -> table.put(92 + 16, (byte) 4);
                case 2 -> table.put(32, ascii("curx"));
                default -> table.putInt(40, 70_000);
            }
            InvalidLutFile rejection = catchThrowableOfType(InvalidLutFile.class, () -> read(profile(table.array())));

            assertThat(rejection.code()).isEqualTo("icc-" + new String[] {"size", "type", "curve", "curve"}[change]);
        }
    }
}
