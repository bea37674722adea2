package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.OpenColorIo;
import dev.lutra.Tool;
import dev.lutra.color.CodeValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written loads in the programs of others, and gives the same colours there: at the nodes and between them, to
 * half a code of 8 bits. A test is skipped where its program is not installed.
 */
class OtherToolsTest {

    private static final double HALF_A_CODE = 0.5 / CodeValue.MAX_8;

    /** The formats that OpenColorIO reads by the documentation of its FileTransform. */
    private static final Set<String> OPEN_COLOR_IO =
            new TreeSet<>(Set.of("cube", "3dl", "csp", "spi3d", "clf", "ctf", "itx", "look", "vf"));

    /** Those of FFmpeg's filter lut3d. */
    private static final Set<String> FFMPEG = new TreeSet<>(Set.of("cube", "3dl", "csp"));

    @TempDir
    private Path folder;

    static Stream<WrittenLook> openColorIo() {
        return WrittenLook.all().filter(look -> OPEN_COLOR_IO.contains(extension(look)));
    }

    @ParameterizedTest
    @MethodSource("openColorIo")
    void openColorIoReads(WrittenLook look) throws IOException, InterruptedException {
        float[] colors = look.colors();

        float[] applied = new OpenColorIo(folder).applyFile(look.file(folder), colors);

        requireSame(applied, look.apply(colors));
    }

    /** FFmpeg has 16 bits a channel, reads no domain, and of .3dl files only those of Flame with 17 points. */
    static Stream<WrittenLook> ffmpeg() {
        return WrittenLook.all()
                .filter(look -> FFMPEG.contains(extension(look))
                        && look.inputs().isUnit()
                        && !look.layout().fileName("x").contains("lustre"));
    }

    @ParameterizedTest
    @MethodSource("ffmpeg")
    void ffmpegReads(WrittenLook look) throws IOException, InterruptedException {
        var ffmpeg = new Tool(List.of("-version"), "ffmpeg");
        float[] colors = codes(look.colors());

        float[] applied = throughRaw(
                colors,
                (in, out) -> ffmpeg.run(arguments(
                        colors.length / 3,
                        in,
                        List.of(),
                        "-vf",
                        "lut3d=file=%s:interp=tetrahedral".formatted(look.file(folder)),
                        out)));

        requireSame(applied, look.apply(colors));
    }

    static Stream<WrittenLook> hald() {
        return WrittenLook.all().filter(look -> look.layout().fileName("x").contains("hald"));
    }

    /** FFmpeg makes 16 bits of 8 by a shift, so that white is not white any more: only those of 16 bits are compared. */
    static Stream<WrittenLook> deepHald() {
        return hald().filter(look -> look.layout().fileName("x").contains("16bit"));
    }

    @ParameterizedTest
    @MethodSource("deepHald")
    void ffmpegReadsHaldImages(WrittenLook look) throws IOException, InterruptedException {
        var ffmpeg = new Tool(List.of("-version"), "ffmpeg");
        float[] colors = codes(look.colors());

        float[] applied = throughRaw(
                colors,
                (in, out) -> ffmpeg.run(arguments(
                        colors.length / 3,
                        in,
                        List.of("-i", look.file(folder).toString()),
                        "-filter_complex",
                        "[0][1]haldclut=interp=tetrahedral",
                        out)));

        requireSame(applied, look.apply(colors));
    }

    private static String[] arguments(int width, Path in, List<String> more, String kind, String filter, Path out) {
        Stream<String> first = Stream.of(
                "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb48le", "-s", width / 17 + "x17", "-i", in.toString());
        Stream<String> last = Stream.of(
                kind, filter, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb48le", "-y", out.toString());
        return Stream.concat(Stream.concat(first, more.stream()), last).toArray(String[]::new);
    }

    /** ImageMagick interpolates in another way: only the nodes are compared. */
    @ParameterizedTest
    @MethodSource("hald")
    void imageMagickReadsHaldImages(WrittenLook look) throws IOException, InterruptedException {
        var convert = new Tool(List.of("-version"), "convert");
        float[] nodes = codes(nodes(look));
        Path in = folder.resolve("in.ppm");
        Path out = folder.resolve("out.ppm");
        Files.write(in, ppm(nodes));

        convert.run(in.toString(), look.file(folder).toString(), "-hald-clut", "-depth", "16", out.toString());

        requireSame(ppm(Files.readAllBytes(out), nodes.length), look.apply(nodes));
    }

    static Stream<WrittenLook> littleCms() {
        return WrittenLook.all().filter(look -> extension(look).equals("icc"));
    }

    @ParameterizedTest
    @MethodSource("littleCms")
    void littleCmsReads(WrittenLook look) throws IOException, InterruptedException {
        var transicc = new Tool(List.of(), "transicc");
        float[] colors = look.colors();
        var lines = new StringBuilder();
        for (int i = 0; i < colors.length; i++) {
            lines.append(CodeValue.MAX_8 * (double) colors[i]).append(i % 3 == 2 ? '\n' : ' ');
        }
        Path in = Files.writeString(folder.resolve("in.txt"), lines.append("q\n"));

        String printed = transicc.runWith(in, "-n", "-v0", "-l" + look.file(folder));

        var applied = new float[colors.length];
        var numbers = new Scanner(printed).useLocale(Locale.ROOT);
        // The name and the version of the program come first.
        numbers.nextLine();
        numbers.nextLine();
        for (int i = 0; i < applied.length; i++) {
            applied[i] = (float) (numbers.nextDouble() / CodeValue.MAX_8);
        }
        requireSame(applied, look.apply(colors));
    }

    /** G'MIC's own filter map_clut, in version 2.9, is off by up to a node between nodes: its reader alone is held. */
    @ParameterizedTest
    @MethodSource("gmic")
    void gmicReads(WrittenLook look) throws IOException, InterruptedException {
        var gmic = new Tool(List.of("-version"), "gmic");
        Path out = folder.resolve("out.raw");

        gmic.run("input_cube", look.file(folder).toString(), "permute", "cxyz", "o", out + ",float");

        float[] applied = floats(Files.readAllBytes(out), look.lut().lattice().length);
        for (int i = 0; i < applied.length; i++) {
            applied[i] /= CodeValue.MAX_8;
        }
        requireSame(applied, look.lut().lattice());
    }

    static Stream<WrittenLook> gmic() {
        return WrittenLook.of(LutFormats.CUBE).filter(look -> look.inputs().isUnit() && look.shaper() == null);
    }

    /** Runs colours of 16 bits through a program that reads one file and writes another. */
    private float[] throughRaw(float[] colors, Run run) throws IOException, InterruptedException {
        Path in = folder.resolve("in.raw");
        Path out = folder.resolve("out.raw");
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * colors.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float color : colors) {
            bytes.putShort((short) CodeValue.round(color, CodeValue.MAX_16));
        }
        Files.write(in, bytes.array());
        run.run(in, out);
        ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
        var applied = new float[colors.length];
        for (int i = 0; i < applied.length; i++) {
            applied[i] = Short.toUnsignedInt(read.getShort()) / (float) CodeValue.MAX_16;
        }
        return applied;
    }

    private interface Run {

        void run(Path in, Path out) throws IOException, InterruptedException;
    }

    private static byte[] ppm(float[] colors) {
        byte[] header = "P6 %d 17 65535\n".formatted(colors.length / 3 / 17).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(header.length + Short.BYTES * colors.length).put(header);
        for (float color : colors) {
            bytes.putShort((short) CodeValue.round(color, CodeValue.MAX_16));
        }
        return bytes.array();
    }

    private static float[] ppm(byte[] image, int values) {
        ByteBuffer bytes = ByteBuffer.wrap(image).position(image.length - Short.BYTES * values);
        var colors = new float[values];
        for (int i = 0; i < values; i++) {
            colors[i] = Short.toUnsignedInt(bytes.getShort()) / (float) CodeValue.MAX_16;
        }
        return colors;
    }

    private static float[] floats(byte[] raw, int values) {
        assertThat(raw).hasSize(Float.BYTES * values);
        var floats = new float[values];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /** The nodes, as many as make rows of an image. */
    private static float[] nodes(WrittenLook look) {
        return Arrays.copyOf(look.colors(), 3 * look.lut().points());
    }

    /** Colours that 16 bits hold, as many as make an image of 17 rows. */
    private static float[] codes(float[] colors) {
        float[] codes = Arrays.copyOf(colors, colors.length - colors.length % (3 * 17));
        for (int i = 0; i < codes.length; i++) {
            codes[i] = CodeValue.round(codes[i], CodeValue.MAX_16) / (float) CodeValue.MAX_16;
        }
        return codes;
    }

    private static String extension(WrittenLook look) {
        return look.layout().format().extension();
    }

    private static void requireSame(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            // The negation finds NaN, too.
            if (!(difference <= worst)) {
                worst = difference;
                at = i;
            }
        }
        assertThat(worst)
                .as("at value %d: %s instead of %s", at, actual[at], expected[at])
                .isLessThan(HALF_A_CODE);
    }
}
