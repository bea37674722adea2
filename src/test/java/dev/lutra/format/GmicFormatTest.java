package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmicFormatTest {

    private static final int SIZE = 3;
    private static final Lut3d LOOK = TestFiles.look(SIZE, RgbBox.UNIT);
    private static final FormatLimits SMALL = new FormatLimits(5, 2, 1 << 20);

    @ParameterizedTest
    @CsvSource({
        "unsigned_char, little, 1",
        "uint8, big, 1",
        "unsigned char, little, 1",
        "float, little, 4",
        "float32, big, 4",
        "double, big, 8",
        "int, little, 4",
        "unsigned_short, big, 2",
        "int64, little, 8"
    })
    void readsLatticesOfEveryType(String type, String endian, int bytes) throws IOException {
        boolean fractions = type.startsWith("float") || type.startsWith("double");
        byte[] values = planes(3, 255, type, endian, bytes);
        for (boolean compressed : new boolean[] {false, true}) {
            LutFile read = read(file("1 %s %s_endian\n".formatted(type, endian), "3 3 3 3", values, compressed));

            assertThat(read.lut().size()).isEqualTo(SIZE);
            assertThat(read.title()).isNull();
            for (int i = 0; i < 81; i++) {
                float expected = 255 * Math.clamp(LOOK.lattice()[i], 0, 1);
                assertThat(255 * read.lut().lattice()[i])
                        .isCloseTo(fractions ? expected : Math.round(expected), within(1e-4f));
            }
        }
    }

    @Test
    void readsBlackAndWhiteAnd16Bits() throws IOException {
        Lut3d grey = read(file("1 float little_endian\n", "3 3 3 1", planes(1, 255, "float", "little", 4), false))
                .lut();
        Lut3d deep = read(file("1 uint16 little_endian\n", "3 3 3 3", planes(3, 65535, "uint16", "little", 2), true))
                .lut();

        for (int i = 0; i < 81; i++) {
            float red = Math.clamp(LOOK.lattice()[i / 3 * 3], 0, 1);
            assertThat(grey.lattice()[i]).isCloseTo(red, within(1e-6f));
            assertThat(deep.lattice()[i]).isCloseTo(Math.clamp(LOOK.lattice()[i], 0, 1), within(1e-5f));
        }
    }

    @Test
    void takesTheTitleOfAGmz() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(file(
                "# made by hand\n2 unsigned_char little_endian\n",
                "3 3 3 3",
                planes(3, 255, "uint8", "little", 1),
                true));
        byte[] names = "GMZ\0looks/agfa_apx_100.cube\0".getBytes(StandardCharsets.ISO_8859_1);
        out.writeBytes(file("", "1 " + names.length + " 1 1", names, true));

        assertThat(read(out.toByteArray()).title()).isEqualTo("agfa_apx_100");
    }

    /** Colours of points of the lattice, as {@code decompress_clut} of G'MIC 2.9.4 gives them for the same keypoints. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60  | false | 5, 7, 9    | 48.412, 183.417, 13.239",
                "60  | false | 16, 16, 16 | 127.269, 127.303, 62.48",
                "60  | false | 31, 2, 20  | 131.895, 96.591, 155.67",
                "60  | false | 0, 32, 15  | 126.374, 134.753, 0",
                "60  | true  | 5, 7, 9    | 61.359, 182.312, 18.903",
                "60  | true  | 16, 16, 16 | 128.134, 125.836, 70.162",
                "60  | true  | 31, 2, 20  | 127.53, 99.558, 135.642",
                "60  | true  | 0, 32, 15  | 127.602, 126.58, 16.752",
                "400 | false | 5, 7, 9    | 59.863, 184.193, 15.006",
                "400 | false | 16, 16, 16 | 128, 127, 64",
                "400 | false | 31, 2, 20  | 128.372, 97.441, 147.779",
                "400 | false | 0, 32, 15  | 128.006, 135.414, 5.16"
            })
    void expandsKeypointsAsGmicDoes(int count, boolean falling, String point, String color) throws IOException {
        Lut3d lut = read(keypoints(count, falling, false)).lut();

        assertThat(lut.size()).isEqualTo(33);
        int[] place =
                Arrays.stream(point.split(", *")).mapToInt(Integer::parseInt).toArray();
        double[] expected = Arrays.stream(color.split(", *"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (int channel = 0; channel < 3; channel++) {
            int at = 3 * (place[0] + 33 * (place[1] + 33 * place[2])) + channel;
            assertThat(255 * lut.lattice()[at]).isCloseTo((float) expected[channel], within(0.002f));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 53.812, 126.776, 87.478, 173.747", "true, 66.505, 127.773, 110.865, 156.09"})
    void expandsBlackAndWhiteAsGmicDoes(boolean falling, float first, float second, float third, float fourth)
            throws IOException {
        Lut3d lut = read(keypoints(40, falling, true)).lut();

        int[] points = {5 + 33 * (7 + 33 * 9), 16 + 33 * (16 + 33 * 16), 31 + 33 * (2 + 33 * 20), 33 * (32 + 33 * 15)};
        float[] expected = {first, second, third, fourth};
        for (int i = 0; i < 12; i++) {
            assertThat(255 * lut.lattice()[3 * points[i / 3] + i % 3]).isCloseTo(expected[i / 3], within(0.002f));
        }
    }

    /** The whole lattice, where G'MIC is installed. */
    @ParameterizedTest
    @CsvSource({"30, false, false", "200, true, false", "100, true, true"})
    void agreesWithTheInstalledGmic(int count, boolean falling, boolean grey, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path gmic = Path.of("/usr/bin/gmic");
        Assumptions.assumeTrue(Files.isExecutable(gmic), "G'MIC is not installed");
        Path file = Files.write(folder.resolve("points.cimg"), keypoints(count, falling, grey));
        Path whole = folder.resolve("whole.cimg");
        Process run = new ProcessBuilder(
                        gmic.toString(),
                        "-v",
                        "-",
                        file.toString(),
                        "decompress_clut",
                        "33",
                        "cut",
                        "0,255",
                        "o",
                        whole + ",float")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

        float[] expected = read(Files.readAllBytes(whole)).lut().lattice();
        float[] expanded = read(Files.readAllBytes(file)).lut().lattice();

        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(expanded[i] - expected[i])).isLessThan(0.01f / 255);
        }
    }

    @Test
    void expandsOneKeypointToOneColour() throws IOException {
        byte[] one = {10, 20, 30, 51, 102, (byte) 204};
        for (float value : read(file("1 uint8 little_endian\n", "1 1 1 6", one, false))
                .lut()
                .lattice()) {
            assertThat(value).isIn(0.2f, 0.4f, 0.8f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 uint8 little_endian         | 2 2 2 2                                   | gmz-shape",
                "1 uint8 little_endian         | 2 2 3 3                                   | gmz-shape",
                "1 uint8 little_endian         | 512 512 1 3                               | gmz-shape",
                "1 uint8 little_endian         | 1 0 1 6                                   | gmz-size",
                "1 uint8 little_endian         | 1 1 1 3                                   | gmz-size",
                "1 uint8 little_endian         | 257 257 257 3                             | gmz-size",
                "1 uint8 little_endian         | 1 999999999 1 6                           | gmz-size",
                "1 uint8 little_endian         | 999999999 999999999 999999999 999999999   | gmz-size",
                "1 uint8 little_endian         | 2 2 2                                     | gmz-header",
                "1 uint8 little_endian         | -2 2 2 3                                  | gmz-header",
                "1 uint8 middle_endian         | 2 2 2 3                                   | gmz-header",
                "1 complex little_endian       | 2 2 2 3                                   | gmz-header",
                "0 uint8 little_endian         | 2 2 2 3                                   | gmz-count",
                "3 uint8 little_endian         | 2 2 2 3                                   | gmz-count",
                "1 float little_endian         | 256 256 256 3                             | gmz-damaged"
            })
    void refusesWhatIsNoLut(String header, String dimensions, String code) throws IOException {
        long values = Arrays.stream(dimensions.split(" "))
                .mapToLong(Long::parseLong)
                .reduce(1, (one, other) -> Math.min(1 << 20, one * other));
        var bytes = new byte[(int) Math.max(values, 0)];
        Arrays.fill(bytes, (byte) 9);

        assertThat(refusal(file(header + "\n", dimensions, bytes, false), FormatLimits.DEFAULT))
                .isEqualTo(code);
    }

    @Test
    void refusesDamage() throws IOException {
        byte[] whole = planes(3, 255, "uint8", "little", 1);
        byte[] file = file("1 uint8 little_endian\n", "3 3 3 3", whole, true);
        for (int length = 0; length < file.length; length++) {
            assertThat(refusal(Arrays.copyOf(file, length), FormatLimits.DEFAULT))
                    .startsWith("gmz-");
        }
        assertThat(refusal(Arrays.copyOf(file, file.length + 1), FormatLimits.DEFAULT))
                .isEqualTo("gmz-damaged");
        byte[] longer = file("1 uint8 little_endian\n", "3 3 3 3", Arrays.copyOf(whole, 82), true);
        assertThat(refusal(longer, FormatLimits.DEFAULT)).isEqualTo("gmz-damaged");
        byte[] shorter = file("1 uint8 little_endian\n", "3 3 3 3", Arrays.copyOf(whole, 80), true);
        assertThat(refusal(shorter, FormatLimits.DEFAULT)).isEqualTo("gmz-damaged");
        assertThat(refusal(file, new FormatLimits(256, 2, 20))).isEqualTo("file-too-large");
        assertThat(refusal(new byte[1000], FormatLimits.DEFAULT)).isEqualTo("gmz-header");
        // A bomb: 0.5 MB of zeros that claim to be 27 points.
        byte[] bomb = file("1 uint8 little_endian\n", "3 3 3 3", new byte[1 << 29 >> 10], true);
        assertThat(refusal(bomb, FormatLimits.DEFAULT)).isEqualTo("gmz-damaged");
    }

    /** A lattice of 0…1 would come out black. */
    @Test
    void refusesAnotherRange() throws IOException {
        byte[] unit = file("1 float little_endian\n", "3 3 3 3", planes(3, 1, "float", "little", 4), false);

        assertThat(refusal(unit, FormatLimits.DEFAULT)).isEqualTo("gmz-range");
    }

    @Test
    void refusesKeypointsThatContradictEachOther() throws IOException {
        byte[] twice = {1, 1, 2, 2, 3, 3, 7, 8, 7, 8, 7, 8};
        assertThat(refusal(file("1 uint8 little_endian\n", "1 2 1 6", twice, false), FormatLimits.DEFAULT))
                .isEqualTo("gmz-keypoint");
        ByteBuffer outside =
                ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putFloat(256);
        assertThat(refusal(file("1 float little_endian\n", "1 1 1 6", outside.array(), false), FormatLimits.DEFAULT))
                .isEqualTo("gmz-keypoint");
    }

    /** Whatever comes in, out comes a lattice of finite values or a refusal. */
    @Test
    void survivesMutations() throws IOException {
        var random = new SplittableRandom(14);
        List<byte[]> files = List.of(
                file("1 uint8 little_endian\n", "3 3 3 3", planes(3, 255, "uint8", "little", 1), true),
                file("1 float little_endian\n", "3 3 3 3", planes(3, 255, "float", "little", 4), false),
                keypoints(9, false, false),
                keypoints(9, true, true));
        for (int i = 0; i < 10_000; i++) {
            byte[] mutated = files.get(i % files.size()).clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                mutated[random.nextInt(random.nextBoolean() ? 32 : mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                for (float value :
                        TestFiles.read(new GmicFormat(), mutated, SMALL).lut().lattice()) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            } catch (InvalidLutFile e) {
                assertThat(e.code()).matches("gmz-.*|file-too-large");
            }
        }
    }

    @Test
    void isKnownByItsHeader() throws IOException {
        byte[] file = file("1 uint8 little_endian\n", "3 3 3 3", planes(3, 255, "uint8", "little", 1), true);
        FileStart start = FileStart.of("x.bin", new ByteArrayInputStream(file));

        assertThat(new GmicFormat().recognises(start)).isTrue();
        assertThat(LutFormats.all().stream().filter(format -> format.recognises(start)))
                .hasSize(1);
        for (String name : List.of("a.gmz", "a.cimgz", "a.CIMG")) {
            assertThat(new GmicFormat().recognises(name)).isTrue();
        }
    }

    private static LutFile read(byte[] file) {
        return TestFiles.read(new GmicFormat(), file, FormatLimits.DEFAULT);
    }

    private static String refusal(byte[] file, FormatLimits limits) {
        InvalidLutFile invalid = catchThrowableOfType(
                InvalidLutFile.class, () -> new GmicFormat().read(new ByteArrayInputStream(file), limits));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.code();
    }

    private static byte[] file(String header, String dimensions, byte[] values, boolean compressed) throws IOException {
        var data = new ByteArrayOutputStream();
        if (compressed) {
            try (var deflater = new DeflaterOutputStream(data)) {
                deflater.write(values);
            }
        } else {
            data.writeBytes(values);
        }
        var file = new ByteArrayOutputStream();
        String size = compressed ? "%s #%d\n".formatted(dimensions, data.size()) : dimensions + "\n";
        file.writeBytes((header + size).getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(data.toByteArray());
        return file.toByteArray();
    }

    /** The look channel after channel, as numbers of a type. */
    private static byte[] planes(int channels, float white, String type, String endian, int bytes) {
        ByteBuffer planes = ByteBuffer.allocate(27 * channels * bytes)
                .order(endian.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 27 * channels; i++) {
            float value = white * Math.clamp(LOOK.lattice()[3 * (i % 27) + i / 27], 0, 1);
            int code = Math.round(value);
            switch (type) {
                case "float", "float32" -> planes.putFloat(value);
                case "double" -> planes.putDouble(value);
                default -> {
                    switch (bytes) {
                        case 1 -> planes.put((byte) code);
                        case 2 -> planes.putShort((short) code);
                        case 4 -> planes.putInt(code);
                        default -> planes.putLong(code);
                    }
                }
            }
        }
        return planes.array();
    }

    /** Keypoints anywhere of a smooth look, in the order that tells the method. */
    private static byte[] keypoints(int count, boolean falling, boolean grey) throws IOException {
        List<int[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int red = 37 * i % 256;
            int green = 91 * i % 256;
            int blue = (53 * i + i / 256 * 11) % 256;
            points.add(
                    grey
                            ? new int[] {red, green, blue, (2 * red + 5 * green + blue) / 8}
                            : new int[] {red, green, blue, (red + green) / 2, 255 - blue, red * blue / 255});
        }
        points.sort(Comparator.comparingInt(point -> (point[0] << 16) + (point[1] << 8) + point[2]));
        if (falling) {
            Collections.reverse(points);
        }
        int channels = grey ? 4 : 6;
        ByteBuffer values = ByteBuffer.allocate(4 * channels * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int channel = 0; channel < channels; channel++) {
            for (int[] point : points) {
                values.putFloat(point[channel]);
            }
        }
        return file("1 float little_endian\n", "1 %d 1 %d".formatted(count, channels), values.array(), false);
    }
}
