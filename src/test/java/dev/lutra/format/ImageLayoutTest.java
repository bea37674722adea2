package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every layout is recognised or refused, and never taken for another one. */
class ImageLayoutTest {

    /** What is done with a look before it is written. */
    private enum Change {
        NONE(rgb -> rgb),
        NEGATIVE(rgb -> each(rgb, value -> 1 - value)),
        FAINT(rgb -> each(rgb, value -> 0.5f + 0.05f * value)),
        HARSH(rgb -> each(rgb, value -> value > 0.5 ? 1 : 0)),
        GREY(ImageLayoutTest::grey),
        NOISY(ImageLayoutTest::noisy);

        final UnaryOperator<float[]> change;

        Change(UnaryOperator<float[]> change) {
            this.change = change;
        }
    }

    private interface OfValue {

        float of(float value);
    }

    @ParameterizedTest
    @EnumSource
    void showsThePointsWhereTheProgramsLookForThem(ImageLayout layout) throws IOException {
        int size = 16;
        BufferedImage image = image(write(Lut3d.identity(size), layout, 16));

        assertThat(image.getWidth()).isEqualTo(layout == ImageLayout.STRIP || layout == ImageLayout.UNREAL ? 256 : 64);
        assertThat(image.getHeight()).isEqualTo(4096 / image.getWidth());
        int[] sample = image.getRaster().getPixel(layout == ImageLayout.HALD ? 5 + 16 * 3 : 53, 2, (int[]) null);
        int[] expected = switch (layout) {
            // Row 2 of four lines a row, fourth line: red 5, green 3 + 4·2, blue 0.
            case HALD -> new int[] {5, 11, 0};
            case TILES, UNREAL -> new int[] {5, 2, 3};
            case STRIP -> new int[] {5, 13, 3};
        };
        for (int channel = 0; channel < 3; channel++) {
            assertThat(sample[channel]).isEqualTo(CodeValue.round(expected[channel] / 15f, CodeValue.MAX_16));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HALD, 4, 8",
        "HALD, 64, 16",
        "TILES, 4, 8",
        "TILES, 16, 16",
        "TILES, 64, 8",
        "STRIP, 2, 8",
        "STRIP, 17, 16",
        "STRIP, 32, 8",
        "STRIP, 128, 8",
        "UNREAL, 2, 8",
        "UNREAL, 16, 16",
        "UNREAL, 33, 8"
    })
    void readsWhatItWrote(ImageLayout layout, int size, int depth) {
        Lut3d look = TestFiles.look(size, RgbBox.UNIT);

        LutFile read = TestFiles.readPng(write(look, layout, depth));

        assertSame(read.lut(), look, (1 << depth) - 1);
    }

    @Test
    void writesTheSameInPieces() throws IOException {
        for (ImageLayout layout : ImageLayout.values()) {
            Lut3d look = TestFiles.look(16, RgbBox.UNIT);
            var out = new ByteArrayOutputStream();
            try (var writer = layout(layout, 16, 8).begin(out, LutHeader.of("x", RgbBox.UNIT))) {
                for (int from = 0; from < look.points(); from += 1000) {
                    int points = Math.min(1000, look.points() - from);
                    writer.accept(Arrays.copyOfRange(look.lattice(), 3 * from, 3 * (from + points)), points);
                }
            }
            assertThat(out.toByteArray()).isEqualTo(write(look, layout, 8));
        }
    }

    @ParameterizedTest
    @CsvSource({"rawtherapee-film-simulation.zip, 4", "gmic-512.zip, 16"})
    void neverTakesARealLookForAnother(String archive, int refused) throws IOException {
        Map<ImageLayout, List<String>> refusals = new EnumMap<>(ImageLayout.class);
        try (var zip = new ZipFile(TestFiles.data(archive).toFile())) {
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
                ZipEntry entry = e.nextElement();
                Lut3d look = LutFormats.read(entry.getName(), zip.getInputStream(entry), FormatLimits.DEFAULT)
                        .lut();
                for (ImageLayout layout : ImageLayout.values()) {
                    for (Change change : change(layout, entry)) {
                        if (!isRead(look, layout, change)) {
                            refusals.computeIfAbsent(layout, key -> new ArrayList<>())
                                    .add(change + " " + entry);
                        }
                    }
                }
            }
        }
        assertThat(refusals).doesNotContainKeys(ImageLayout.HALD, ImageLayout.TILES);
        for (ImageLayout strip : List.of(ImageLayout.STRIP, ImageLayout.UNREAL)) {
            List<String> of = refusals.getOrDefault(strip, List.of());
            assertThat(of.stream().filter(each -> each.startsWith("NONE")))
                    .as(strip.toString())
                    .hasSizeLessThanOrEqualTo(refused);
        }
    }

    /** All changes for a few looks, none for the others, so that this takes seconds. */
    private static List<Change> change(ImageLayout layout, ZipEntry entry) {
        return Math.floorMod(entry.getCrc() + layout.ordinal(), 16) == 0
                ? List.of(Change.values())
                : List.of(Change.NONE);
    }

    /** Whether the look is recognised in this layout; if it is, it must be the same. */
    private static boolean isRead(Lut3d look, ImageLayout layout, Change change) {
        int size = 16;
        float[] lattice = Lut3d.identity(size).lattice().clone();
        Interpolation.TRILINEAR.apply(look, lattice, lattice, size * size * size);
        var changed = new Lut3d(size, RgbBox.UNIT, change.change.apply(lattice));
        byte[] file = write(changed, layout, 8);
        try {
            assertSame(TestFiles.readPng(file).lut(), changed, CodeValue.MAX_8);
            return true;
        } catch (InvalidLutFile e) {
            assertThat(e.code()).isEqualTo("png-layout");
            return false;
        }
    }

    @Test
    void readsWhatIsTheSameInEachLayout() {
        float[] rising = Lut3d.identity(16).lattice().clone();
        for (int i = 0; i < rising.length; i += 3) {
            Arrays.fill(rising, i + 1, i + 3, rising[i]);
        }
        var constant = new float[3 * 16 * 16 * 16];
        Arrays.fill(constant, 0.4f);
        for (ImageLayout layout : ImageLayout.values()) {
            for (float[] lattice : new float[][] {rising, constant}) {
                var look = new Lut3d(16, RgbBox.UNIT, lattice);
                assertSame(TestFiles.readPng(write(look, layout, 8)).lut(), look, CodeValue.MAX_8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "64, 64", "256, 16", "1024, 32"})
    void refusesNoise(int width, int height) {
        var random = new SplittableRandom(3);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }

        assertThat(refusal(png(image)).getMessage()).contains("shows no look");
    }

    @Test
    void refusesPhotographs() throws IOException {
        try (Stream<Path> photographs = Files.list(TestFiles.data("kodak"))) {
            for (Path photograph : photographs.sorted().toList()) {
                BufferedImage image = ImageIO.read(photograph.toFile());
                if (image.getWidth() >= 512 && image.getHeight() >= 512) {
                    assertThat(refusal(png(image.getSubimage(0, 0, 512, 512))).getMessage())
                            .contains("shows no look");
                }
            }
        }
    }

    @Test
    void refusesTilesThatAreUpsideDown() throws IOException {
        BufferedImage image = image(write(TestFiles.look(64, RgbBox.UNIT), ImageLayout.TILES, 8));
        var flipped = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 512 * 512; i++) {
            flipped.setRGB(i % 512, 511 - i / 512, image.getRGB(i % 512, i / 512));
        }

        assertThat(refusal(png(flipped)).getMessage()).contains("upside down");
    }

    /** A look in which green does not change the lightness has no up and down. */
    @Test
    void refusesAStripWithoutDirection() {
        float[] lattice = Lut3d.identity(16).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            float green = lattice[i + 1];
            lattice[i] = 0.3f + 0.4f * lattice[i] - 0.2f * green;
            lattice[i + 1] = 0.3f + 0.2f * green;
        }
        var look = new Lut3d(16, RgbBox.UNIT, lattice);

        for (ImageLayout layout : List.of(ImageLayout.STRIP, ImageLayout.UNREAL)) {
            assertThat(refusal(write(look, layout, 8)).getMessage()).contains("does not show");
        }
    }

    @Test
    void readsTheTilesOfObs() throws IOException {
        byte[] file = Files.readAllBytes(TestFiles.shared("cases/obs-tiles/identity-tiles.png"));

        Lut3d lut = TestFiles.readPng(file).lut();

        assertThat(lut.size()).isEqualTo(64);
        assertSame(lut, Lut3d.identity(64), CodeValue.MAX_8);
        var grey = new float[3];
        Interpolation.TETRAHEDRAL.apply(lut, 0.5f, 0.5f, 0.5f, grey, 0);
        for (float channel : grey) {
            assertThat(channel).isBetween(0.495f, 0.505f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tiles;      ;   ;    ; Slices[layout=TILES, size=64, depth=8]    ; x-tiles64.png",
                "tiles;    16;   ; 16 ; Slices[layout=TILES, size=16, depth=16]   ; x-tiles16-16bit.png",
                "strip;      ;   ;    ; Slices[layout=STRIP, size=32, depth=8]    ; x-strip32.png",
                "strip;    17;   ;    ; Slices[layout=STRIP, size=17, depth=8]    ; x-strip17.png",
                "unreal;     ;   ;    ; Slices[layout=UNREAL, size=16, depth=8]   ; x-unreal16.png",
                "hald;       ; 8 ;    ; Hald[level=HaldLevel[level=8], depth=8]   ; x-hald8.png"
            })
    void takesTheOptionsOfEachLayout(
            String option,
            @Nullable Integer res,
            @Nullable Integer level,
            @Nullable Integer depth,
            String text,
            String name) {
        LutLayout layout =
                new PngFormat().layout(new WriteOptions(res, level, depth, null, option), new WriteLimits(129, 12));

        assertThat(layout).hasToString(text);
        assertThat(layout.fileName("x")).isEqualTo(name);
        assertThat(layout.holdsDomain()).isFalse();
        assertThat(layout.holdsShaper()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mosaic;   ;   ;    ; layout ; must be one of these: hald, tiles, strip, unreal",
                "strip; 129;   ;    ; res    ; must be 2…128",
                "strip;   1;   ;    ; res    ; must be 2…128",
                "unreal;   ; 4 ;    ; level  ; is for Hald images",
                "tiles;  33;   ;    ; res    ; a square of tiles holds one of these sizes: 4, 9",
                "tiles; 169;   ;    ; res    ; a square of tiles holds one of these sizes: 4, 9",
                "strip;    ;   ; 12 ; depth  ; must be 8 or 16"
            })
    void namesTheOptionAtFault(
            String option,
            @Nullable Integer res,
            @Nullable Integer level,
            @Nullable Integer depth,
            String field,
            String detail) {
        InvalidOptions invalid = catchThrowableOfType(
                InvalidOptions.class,
                () -> new PngFormat()
                        .layout(new WriteOptions(res, level, depth, null, option), new WriteLimits(129, 12)));

        assertThat(invalid.faults()).singleElement().satisfies(fault -> {
            assertThat(fault).extracting("field").isEqualTo(field);
            assertThat(fault.detail()).startsWith(detail);
        });
    }

    private static LutLayout layout(ImageLayout layout, int size, int depth) {
        return new PngFormat().layout(new WriteOptions(size, null, depth, null, layout.option()), WriteLimits.NONE);
    }

    private static byte[] write(Lut3d look, ImageLayout layout, int depth) {
        var out = new ByteArrayOutputStream();
        try (var writer = layout(layout, look.size(), depth).begin(out, LutHeader.of("x", RgbBox.UNIT))) {
            writer.accept(look.lattice(), look.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void assertSame(Lut3d read, Lut3d look, int max) {
        assertThat(read.size()).isEqualTo(look.size());
        for (int i = 0; i < look.lattice().length; i++) {
            float expected = (float) CodeValue.round(look.lattice()[i], max) / max;
            // Where two layouts give the same within a code, either is right.
            if (Math.abs(read.lattice()[i] - expected) > 1.01f / max) {
                assertThat(read.lattice()[i]).isEqualTo(expected);
            }
        }
    }

    private static InvalidLutFile refusal(byte[] file) {
        InvalidLutFile invalid = Objects.requireNonNull(refusalOrNull(file), "the image is read");
        assertThat(invalid.code()).isEqualTo("png-layout");
        return invalid;
    }

    private static @Nullable InvalidLutFile refusalOrNull(byte[] file) {
        return catchThrowableOfType(
                InvalidLutFile.class, () -> new PngFormat().read(new ByteArrayInputStream(file), FormatLimits.DEFAULT));
    }

    private static BufferedImage image(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static byte[] png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, "png", out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static float[] each(float[] rgb, OfValue change) {
        var changed = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            changed[i] = change.of(rgb[i]);
        }
        return changed;
    }

    private static float[] grey(float[] rgb) {
        var grey = new float[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            Arrays.fill(grey, i, i + 3, 0.3f * rgb[i] + 0.59f * rgb[i + 1] + 0.11f * rgb[i + 2]);
        }
        return grey;
    }

    private static float[] noisy(float[] rgb) {
        var random = new SplittableRandom(5);
        return each(rgb, value -> Math.clamp(value + 0.03f * (float) random.nextGaussian(), 0, 1));
    }
}
