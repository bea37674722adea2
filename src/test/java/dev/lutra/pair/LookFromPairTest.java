package dev.lutra.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.PairFit;
import dev.lutra.problem.Problem;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks from pairs of real pictures, with the model that comes with Lutra. Other pictures have the colours to judge by. */
@Tag("slow")
class LookFromPairTest {

    private static final Path PICTURES = Path.of("src/main/resources/static/pictures");
    private static final Path PHOTOGRAPHS = Path.of("../shared/data/kodak");
    private static final Path UNSEEN_LOOKS = Path.of("../shared/data/gmic-512.zip");
    private static final ImageLimits LIMITS = new ImageLimits(1 << 26, 1 << 24);
    private static final int SIZE = 33;

    private static Model model;
    private static LookFromPair fit;
    private static BufferedImage stillLife;
    private static BufferedImage landscape;

    @BeforeAll
    static void read() throws IOException {
        model = ModelFile.read(Path.of("models/film.safetensors"));
        List<float[]> looks = model.embeddings().stream().map(Embedding::values).toList();
        fit = new LookFromPair(PairFit.of(model.network(), looks, Engines.choose("cpu")));
        stillLife = ImageIO.read(PICTURES.resolve("still-life.jpg").toFile());
        landscape = ImageIO.read(PICTURES.resolve("landscape.jpg").toFile());
    }

    @Test
    void findsALookOfTheModel() {
        int index = indexOf("fuji-velvia-50");
        Lut3d look;
        try (Decoder decoder = Decoder.open(model.network(), Engines.choose("cpu"), 1)) {
            look = decoder.toLut(model.encoded(index), SIZE);
        }
        PairLook found = fit.fit(png(stillLife), png(graded(stillLife, look)), SIZE);
        assertThat(found.fidelity().deltaE76().mean()).isLessThan(0.6);
        assertThat(found.unexplained()).isLessThan(0.01);
        assertThat(found.monochrome()).isFalse();
        assertThat(found.shift()).isEqualTo(new PairLook.Offset(0, 0));
        assertThat(found.warnings()).isEmpty();
        assertThat(difference(landscape, found.lut(), look)).isLessThan(1.5);
    }

    /** An edit that is no film: a curve, and more saturation. The pictures have 70 % of the size, as JPEG. */
    @Test
    void findsAnEditInASmallerJpeg() {
        Lut3d look = mapped((in, out) -> {
            double grey = 0.2126 * in[0] + 0.7152 * in[1] + 0.0722 * in[2];
            for (int channel = 0; channel < 3; channel++) {
                double v = Math.clamp(grey + 1.3 * (in[channel] - grey), 0, 1);
                out[channel] = (float) Math.clamp(v + 0.4 * (v * v * (3 - 2 * v) - v), 0, 1);
            }
        });
        PairLook found = fit.fit(png(stillLife), jpeg(scaled(graded(stillLife, look), 0.7)), SIZE);
        assertThat(difference(stillLife, found.lut(), look)).isLessThan(1.2);
        assertThat(difference(landscape, found.lut(), look)).isLessThan(2.5);
    }

    @Test
    void alignsACrop() {
        Lut3d look = mapped((in, out) -> {
            out[0] = Math.min(1, 1.1f * in[0]);
            out[1] = in[1];
            out[2] = 0.85f * in[2];
        });
        BufferedImage edited =
                graded(landscape, look).getSubimage(4, 3, landscape.getWidth() - 4, landscape.getHeight() - 3);
        PairLook found = fit.fit(png(landscape), png(edited), SIZE);
        assertThat(found.shift())
                .isEqualTo(new PairLook.Offset(-4.0 / landscape.getWidth(), -3.0 / landscape.getHeight()));
        assertThat(found.warnings()).extracting(PairWarning::code).containsExactly("pair-shifted");
        assertThat(found.fidelity().deltaE76().mean()).isLessThan(0.8);
        assertThat(difference(landscape, found.lut(), look)).isLessThan(0.8);
    }

    /** At another size than the usual one, too. */
    @Test
    void keepsBlackAndWhiteExactlyWithoutColor() {
        Lut3d look = mapped((in, out) -> {
            float grey = 0.3f * in[0] + 0.5f * in[1] + 0.2f * in[2];
            Arrays.fill(out, grey * grey * (3 - 2 * grey));
        });
        PairLook found = fit.fit(png(stillLife), jpeg(graded(stillLife, look)), 17);
        assertThat(found.monochrome()).isTrue();
        assertThat(found.lut().size()).isEqualTo(17);
        float[] lattice = found.lut().lattice();
        for (int at = 0; at < lattice.length; at += 3) {
            assertThat(lattice[at]).isEqualTo(lattice[at + 1]).isEqualTo(lattice[at + 2]);
        }
        assertThat(difference(stillLife, found.lut(), look)).isLessThan(1);
    }

    @Test
    void refusesPicturesThatAreNoPair() {
        assertThatThrownBy(() -> fit.fit(png(stillLife), png(landscape), SIZE))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo("pair-unrelated");
    }

    @Test
    void refusesOtherShapesAndTinyPictures() {
        assertThatThrownBy(() -> fit.fit(png(stillLife), png(stillLife.getSubimage(0, 0, 800, 800)), SIZE))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo("pair-framing");
        BufferedImage tiny = stillLife.getSubimage(0, 0, 31, 31);
        assertThatThrownBy(() -> fit.fit(png(tiny), png(tiny), SIZE))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo("pair-too-small");
    }

    @Test
    void warnsOfFewColors() {
        BufferedImage wall = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            wall.setRGB(i % 64, i / 64, 0x405060 + 0x010101 * (i % 64));
        }
        assertThat(fit.fit(png(wall), png(wall), SIZE).warnings())
                .extracting(PairWarning::code)
                .contains("pair-coverage");
    }

    /** The README starts the service with this heap. */
    @Test
    void fitsIntoAHeapOf512Megabytes() {
        var photograph = new BufferedImage(4000, 3000, BufferedImage.TYPE_3BYTE_BGR);
        ImageFile file = jpeg(photograph);
        long budget = (long) (0.25 * (512 << 20));
        assertThat(LookFromPair.memory(file, file, SIZE) + 2 * 4_000_000L).isLessThan(budget);
    }

    /** A look that the network never saw, and photographs that are not of our making. */
    @Test
    void findsAnUnseenLook() throws IOException {
        assumeTrue(Files.exists(PHOTOGRAPHS) && Files.exists(UNSEEN_LOOKS), "there is no ../shared/data");
        Lut3d look;
        try (var zip = new ZipFile(UNSEEN_LOOKS.toFile())) {
            look = LutFormats.read(
                            "clouseau_54.cube",
                            zip.getInputStream(zip.getEntry("clouseau_54.cube")),
                            FormatLimits.DEFAULT)
                    .lut();
        }
        BufferedImage shown = ImageIO.read(PHOTOGRAPHS.resolve("kodim23.png").toFile());
        BufferedImage other = ImageIO.read(PHOTOGRAPHS.resolve("kodim03.png").toFile());
        PairLook found = fit.fit(png(shown), png(graded(shown, look)), SIZE);
        assertThat(found.fidelity().deltaE76().mean()).isLessThan(0.6);
        assertThat(difference(other, found.lut(), look)).isLessThan(1.5);
    }

    private static int indexOf(String look) {
        for (int index = 0; index < model.luts().size(); index++) {
            if (model.luts().get(index).id().equals(look)) {
                return index;
            }
        }
        throw new IllegalStateException("the model has no " + look);
    }

    /** The mean ΔE76 of two LUTs over the colours of a picture. */
    private static double difference(BufferedImage picture, Lut3d one, Lut3d other) {
        float[] colors = colors(picture, 11);
        var first = new float[colors.length];
        var second = new float[colors.length];
        Interpolation.TETRAHEDRAL.apply(one, colors, first, colors.length / 3);
        Interpolation.TETRAHEDRAL.apply(other, colors, second, colors.length / 3);
        var meter = new FidelityMeter();
        meter.add(second, first, colors.length / 3);
        return meter.result().deltaE76().mean();
    }

    private static float[] colors(BufferedImage picture, int every) {
        var colors = new float[3 * (picture.getWidth() * picture.getHeight() / every)];
        for (int i = 0; i < colors.length / 3; i++) {
            int at = i * every;
            int rgb = picture.getRGB(at % picture.getWidth(), at / picture.getWidth());
            colors[3 * i] = (rgb >> 16 & 0xFF) / 255f;
            colors[3 * i + 1] = (rgb >> 8 & 0xFF) / 255f;
            colors[3 * i + 2] = (rgb & 0xFF) / 255f;
        }
        return colors;
    }

    private static BufferedImage graded(BufferedImage picture, Lut3d look) {
        float[] colors = colors(picture, 1);
        Interpolation.TETRAHEDRAL.apply(look, colors, colors, colors.length / 3);
        var graded = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < colors.length / 3; i++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb = rgb << 8 | Math.round(255 * Math.clamp(colors[3 * i + channel], 0f, 1f));
            }
            graded.setRGB(i % picture.getWidth(), i / picture.getWidth(), rgb);
        }
        return graded;
    }

    private static BufferedImage scaled(BufferedImage picture, double scale) {
        int width = (int) (picture.getWidth() * scale);
        int height = (int) (picture.getHeight() * scale);
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static ImageFile png(BufferedImage picture) {
        return file(picture, "png");
    }

    private static ImageFile jpeg(BufferedImage picture) {
        return file(picture, "jpeg");
    }

    private static ImageFile file(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(picture, format, out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ImageFile.open(out.toByteArray(), LIMITS);
    }

    private interface ColorMap {

        void apply(float[] in, float[] out);
    }

    private static Lut3d mapped(ColorMap map) {
        float[] lattice = Lut3d.identity(SIZE).lattice().clone();
        var in = new float[3];
        var out = new float[3];
        for (int at = 0; at < lattice.length; at += 3) {
            System.arraycopy(lattice, at, in, 0, 3);
            map.apply(in, out);
            System.arraycopy(out, 0, lattice, at, 3);
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }
}
