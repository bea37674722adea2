package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFormatTest {

    private static final int SIZE = 3;
    private static final Lut3d LOOK = TestFiles.look(SIZE, RgbBox.UNIT);
    private static final String SHAPE = "'shape': (3, 3, 3, 3)";
    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, " + SHAPE + ", }";

    @ParameterizedTest
    @CsvSource({"<f2, false", ">f2, true", "<f4, false", "<f4, true", ">f4, false", "<f8, true", ">f8, false"})
    void readsEveryTypeInEveryOrder(String type, boolean fortran) {
        float[] read = read(file(1, header(type, fortran), numbers(type, fortran)))
                .lut()
                .lattice();

        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isCloseTo(LOOK.lattice()[i], within(type.endsWith("2") ? 5e-4f : 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int version) {
        LutFile read = read(file(version, HEADER, numbers("<f4", false)));

        assertThat(read.lut().lattice()).isEqualTo(LOOK.lattice());
        assertThat(read.lut().domain()).isEqualTo(RgbBox.UNIT);
        assertThat(read.shaper()).isNull();
    }

    /** What numpy.save writes for a float32 array of this shape, version 1.0, byte for byte. */
    @Test
    void writesTheHeaderOfNumPy() throws IOException {
        byte[] written = written(WriteOptions.ofSize(SIZE));

        byte[] start =
                ("\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 3, 3), }"
                                + " ".repeat(52) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(start).hasSize(128);
        assertThat(Arrays.copyOf(written, 128)).isEqualTo(start);
        assertThat(written).hasSize(128 + 4 * 3 * 27);
    }

    @Test
    void writesHalfPrecisionWithoutInfinities() throws IOException {
        var out = new ByteArrayOutputStream();
        float[] values = Lut3d.identity(2).lattice().clone();
        values[0] = 1e6f;
        values[1] = -1e6f;
        values[2] = 0.1f;
        try (var writer = new NpyWriter(out, 2, 16)) {
            writer.accept(values, 8);
        }

        assertThat(read(out.toByteArray()).lut().lattice()).startsWith(65504, -65504, 0.099975586f, 1);
        assertThat(new NpyFormat()
                        .layout(new WriteOptions(2, null, 16), WriteLimits.NONE)
                        .estimatedBytes())
                .isEqualTo(out.size());
    }

    @Test
    void refusesToEndBeforeTheLatticeDoes() throws IOException {
        var writer = new NpyWriter(new ByteArrayOutputStream(), 2, 32);
        writer.accept(new float[21], 7);

        assertThatIllegalStateException().isThrownBy(() -> writer.accept(new float[6], 2));
        assertThatIllegalStateException().isThrownBy(writer::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (3, 3, 3, 3)}",
                "{'shape':(3,3,3,3,),'fortran_order':False,'descr':'<f4'}   \n",
                " { 'fortran_order' : False , 'descr' : '<f4' , 'shape' : ( 3 , 3 , 3 , 3 ) , } "
            })
    void readsOtherSpellings(String header) {
        assertThat(read(file(1, header, numbers("<f4", false))).lut().lattice()).isEqualTo(LOOK.lattice());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[1, 2] ; npy-header",
                "{} ; npy-header",
                "{'descr': '<f4', 'fortran_order': False} ; npy-header",
                "{'descr': '<f4', 'descr': '<f4', 'shape': (3, 3, 3, 3)} ; npy-header",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 3, 3, 3)} ; npy-header",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 3, 3), 'more': True} ; npy-header",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, -3, 3)} ; npy-header",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 1+2, 3)} ; npy-header",
                "{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': (3, 3, 3, 3)} ; npy-header",
                "{'descr': [('r', '<f4')], 'fortran_order': False, 'shape': (3, 3, 3, 3)} ; npy-header",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 3, 3, 3)} ; npy-type",
                "{'descr': '|O', 'fortran_order': False, 'shape': (3, 3, 3, 3)} ; npy-type",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (3, 3, 3, 3)} ; npy-type",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()} ; npy-shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (81,)} ; npy-shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 3, 4)} ; npy-shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 9, 1)} ; npy-shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 3)} ; npy-size",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (257, 257, 257, 3)} ; npy-size",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967299, 4294967299, 4294967299, 3)} ; npy-size",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (256, 256, 256, 3)} ; npy-length",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 2, 3)} ; npy-length"
            })
    void refusesWhatIsNoLut(String header, String code) {
        assertThat(refusal(file(1, header, numbers("<f4", false)), FormatLimits.DEFAULT))
                .isEqualTo(code);
    }

    @Test
    void refusesDamage() {
        byte[] file = file(1, HEADER, numbers("<f4", false));
        for (int length = 0; length < file.length; length++) {
            assertThat(refusal(Arrays.copyOf(file, length), FormatLimits.DEFAULT))
                    .startsWith("npy-");
        }
        byte[] version = file.clone();
        version[6] = 4;
        assertThat(refusal(version, FormatLimits.DEFAULT)).isEqualTo("npy-version");
        byte[] long2 = file(2, HEADER, new byte[0]);
        ByteBuffer.wrap(long2).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        assertThat(refusal(long2, FormatLimits.DEFAULT)).isEqualTo("npy-header");
        assertThat(refusal(file, new FormatLimits(2, 2, 1 << 20))).isEqualTo("npy-size");
        assertThat(refusal(file, new FormatLimits(3, 2, 300))).isEqualTo("file-too-large");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
    void refusesWhatIsNoNumber(double value) {
        byte[] numbers = numbers("<f8", false);
        ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN).putDouble(40, value);

        assertThat(refusal(file(1, header("<f8", false), numbers), FormatLimits.DEFAULT))
                .isEqualTo("npy-number");
    }

    /** Whatever comes in, out comes a lattice of finite values or a refusal. */
    @Test
    void survivesMutations() {
        var random = new SplittableRandom(14);
        byte[] file = file(1, HEADER, numbers("<f4", false));
        for (int i = 0; i < 10_000; i++) {
            byte[] mutated = file.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                mutated[random.nextInt(random.nextBoolean() ? 80 : file.length)] = (byte) random.nextInt(256);
            }
            try {
                for (float value : read(mutated).lut().lattice()) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            } catch (InvalidLutFile e) {
                assertThat(e.code()).startsWith("npy-");
            }
        }
    }

    private static byte[] written(WriteOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer =
                new NpyFormat().layout(options, WriteLimits.NONE).begin(out, LutHeader.of("x", RgbBox.UNIT))) {
            writer.accept(LOOK.lattice(), LOOK.points());
        }
        return out.toByteArray();
    }

    private static LutFile read(byte[] file) {
        return TestFiles.read(new NpyFormat(), file, FormatLimits.DEFAULT);
    }

    private static String refusal(byte[] file, FormatLimits limits) {
        InvalidLutFile invalid = catchThrowableOfType(
                InvalidLutFile.class, () -> new NpyFormat().read(new ByteArrayInputStream(file), limits));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.code();
    }

    private static String header(String type, boolean fortran) {
        return "{'descr': '%s', 'fortran_order': %s, %s, }".formatted(type, fortran ? "True" : "False", SHAPE);
    }

    /** The look as NumPy stores it: the index {@code [blue, green, red, channel]}, the last or the first one fastest. */
    private static byte[] numbers(String type, boolean fortran) {
        int bytes = type.charAt(2) - '0';
        ByteBuffer numbers = ByteBuffer.allocate(bytes * 81)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 81; i++) {
            int[] index = {i / 27, i / 9 % 3, i / 3 % 3, i % 3};
            int at = fortran ? index[0] + 3 * (index[1] + 3 * (index[2] + 3 * index[3])) : i;
            float value = LOOK.lattice()[i];
            switch (bytes) {
                case 2 -> numbers.putShort(2 * at, Float.floatToFloat16(value));
                case 4 -> numbers.putFloat(4 * at, value);
                default -> numbers.putDouble(8 * at, value);
            }
        }
        return numbers.array();
    }

    private static byte[] file(int version, String header, byte[] numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(12 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        file.put(text).put(numbers);
        return Arrays.copyOf(file.array(), file.position());
    }
}
