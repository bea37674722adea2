package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestModels;
import dev.lutra.codec.CodecConstants;
import dev.lutra.color.ColorHistogram;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.CubeWriter;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.ModelFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands as the terminal does, on generated looks. */
@Tag("slow")
class CommandsTest {

    @TempDir
    Path folder;

    private Path looks = Path.of("");
    private String printed = "";

    @BeforeEach
    void writeLooks() throws IOException {
        looks = folder.resolve("looks");
        writeLook("Color/Acme/Acme 100 2.cube", 1.2);
        writeLook("Color/Acme/Acme 100 3 +.cube", 1.5);
        writeLook("Color/Acme/Acme 200.cube", 0.8);
        Path odd = looks.resolve("Color/Acme/Acme 200.cube");
        Files.writeString(odd, "; made by a tool\n" + Files.readString(odd));
        Files.writeString(looks.resolve("Color/Acme/broken.cube"), "LUT_3D_SIZE 2\n0 0 zero\n");
        Files.writeString(looks.resolve("read me.txt"), "not a LUT");
    }

    @Test
    void learnsTheConstantsOfTheCoder() throws IOException {
        Path constants = folder.resolve("constants.bin");
        assertThat(run("constants", "--luts", looks.toString(), "--out", constants.toString()))
                .isZero();
        assertThat(printed).contains("learned from 3 LUTs");
        assertThat(CodecConstants.ofBytes(Files.readAllBytes(constants))).isNotEqualTo(CodecConstants.identity());
    }

    @Test
    void measuresDetails() {
        assertThat(run("details", "--luts", looks.toString(), "--accuracy", "1/4,lossless", "--bytes", "60", "--each"))
                .isZero();
        assertThat(printed).contains("acme-100-2  ", "1/4             3 LUTs", "lossless        3 LUTs", "≤ 60 bytes");
        assertThat(run("details", "--luts", looks.toString(), "--accuracy", "4/1"))
                .isEqualTo(2);
        assertThat(printed).contains("the mean must be");
    }

    @Test
    void trainsEncodesAndEvaluates() throws IOException {
        Path first = folder.resolve("first.safetensors");
        assertThat(run(train(first, "--rename", " [1-9](?=( \\+)?$)="))).isZero();
        assertThat(printed)
                .contains(
                        "refused Color/Acme/broken.cube: line 2",
                        "warning Color/Acme/Acme 200.cube: line 1: passed over",
                        "3 LUTs from looks",
                        "ΔE76");
        assertThat(folder.resolve("first.safetensors.checkpoint")).doesNotExist();
        Model model = ModelFile.read(first);
        assertThat(model.luts()).extracting(ModelLut::id).containsExactly("acme-100", "acme-100-plus", "acme-200");
        assertThat(model.luts()).extracting(ModelLut::tags).containsOnly(List.of("color", "acme"));
        assertThat(model.info().license()).isEqualTo("CC0-1.0");

        writeLook("Color/Other/Acme 100.cube", 1.0);
        Path second = folder.resolve("second.safetensors");
        assertThat(run(
                        "encode",
                        "--model",
                        first.toString(),
                        "--luts",
                        zipped().toString(),
                        "--out",
                        second.toString(),
                        "--iterations",
                        "200",
                        "--device",
                        TestModels.DEVICE_NAME))
                .isZero();
        assertThat(printed.lines()
                        .dropWhile(line -> !line.equals("Whole gamut"))
                        .toList())
                .satisfiesExactly(
                        title -> assertThat(title).isEqualTo("Whole gamut"),
                        head -> assertThat(head.split("\\s+"))
                                .containsExactly("", "ΔE76", "p90", "p99", "max", "ΔE2000", "p90", "max", "PSNR"),
                        means -> assertThat(means).matches("mean of 1 LUTs( +[\\d.∞]+){8}"));
        Model grown = ModelFile.read(second);
        assertThat(grown.luts().subList(0, 3)).isEqualTo(model.luts());
        assertThat(grown.embeddings().subList(0, 3)).usingRecursiveComparison().isEqualTo(model.embeddings());
        assertThat(grown.luts().get(3).id()).isEqualTo("acme-100-2");

        assertThat(run(
                        "evaluate",
                        "--model",
                        second.toString(),
                        "--luts",
                        looks.toString(),
                        "--device",
                        TestModels.DEVICE_NAME))
                .isZero();
        assertThat(printed).contains("acme-100-plus", "mean of 4 LUTs");
    }

    @Test
    void trainsABijectiveNetworkOnWhatCanBeUndone() throws IOException {
        float[] grey = Lut3d.identity(9).lattice().clone();
        for (int i = 0; i < grey.length; i += 3) {
            float mean = (grey[i] + grey[i + 1] + grey[i + 2]) / 3;
            Arrays.fill(grey, i, i + 3, mean);
        }
        writeLattice("Black and white/Acme Pan.cube", grey);
        Path out = folder.resolve("bijective.safetensors");
        assertThat(run(train(out, "--bijective"))).isZero();
        assertThat(printed).contains("left out Acme Pan: 0 %", "3 LUTs can be inverted");
        Model model = ModelFile.read(out);
        assertThat(model.network().bijective()).isTrue();
        assertThat(model.network().shape().layers()).isEqualTo(1);
        assertThat(model.info().provenance()).contains("3 LUTs", "bijective");

        assertThat(run(train(out, "--bijective", "--keep-all"))).isZero();
        assertThat(ModelFile.read(out).luts()).hasSize(4);
    }

    @Test
    void refusesACheckpointThatIsNone() throws IOException {
        Path out = folder.resolve("m.safetensors");
        Path checkpoint = folder.resolve("m.safetensors.checkpoint");
        Files.writeString(checkpoint, "no checkpoint");
        assertThat(run(train(out))).isEqualTo(1);
        assertThat(printed).contains("no safetensors file");
        assertThat(out).doesNotExist();
    }

    @Test
    void trainsOnColorsOfPhotographsWithColorDifferences() throws IOException {
        Path photographs = Files.createDirectory(folder.resolve("photographs"));
        var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0x88AACC);
        ImageIO.write(image, "png", photographs.resolve("sky.png").toFile());
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        assertThat(run(train(first, "--distribution", photographs.toString(), "--loss", "delta-e")))
                .isZero();
        assertThat(ModelFile.read(first).info().provenance())
                .endsWith("seed 1, 9 synthetic looks, colours histogram of colours in 2 of 4096 bins, loss delta-e");
        assertThat(run(train(second, "--distribution", "natural"))).isZero();
        assertThat(ModelFile.read(second).info().provenance())
                .endsWith("seed 1, 9 synthetic looks, colours natural, loss delta-e");

        assertThat(run(train(second, "--layers", "1"))).isZero();
        assertThat(ModelFile.read(second).info().provenance()).contains("scales on [0],");

        assertThat(run(train(second, "--distribution", "nowhere"))).isEqualTo(2);
        assertThat(printed).contains("'nowhere' is neither uniform nor natural nor a folder");
        assertThat(run(train(second, "--loss", "psnr"))).isEqualTo(2);
        assertThat(printed).contains("color, delta-e");
    }

    @Test
    void countsTheColorsOfPhotographs() throws IOException {
        Path photographs = Files.createDirectory(folder.resolve("photographs"));
        Path out = folder.resolve("colors.bin");
        assertThat(run("colors", "--images", photographs.toString(), "--out", out.toString()))
                .isEqualTo(1);
        assertThat(printed).contains("holds no photographs");
        var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", photographs.resolve("night.png").toFile());
        assertThat(run("colors", "--images", photographs.toString(), "--out", out.toString()))
                .isZero();
        assertThat(ColorHistogram.of(Files.readAllBytes(out)))
                .isEqualTo(new ColorHistogram.Builder().add(new int[1]).build());
    }

    @Test
    void tellsWhatIsWrongWithTheOptions() {
        assertThat(run("train", "--out", "x")).isEqualTo(2);
        assertThat(printed).contains("Missing required option", "--luts");
        assertThat(run("evaluate", "--model", "x", "--luts", "nowhere")).isEqualTo(1);
        assertThat(run("encode", "--help")).isZero();
        assertThat(printed).contains("byte for byte", "--iterations");
    }

    @Test
    void knowsItsNamesFromOptionsOfTheServer() {
        assertThat(Commands.isCalledBy(new String[] {"train", "--luts", "x"})).isTrue();
        assertThat(Commands.isCalledBy(new String[] {"--help"})).isTrue();
        assertThat(Commands.isCalledBy(new String[] {"--server.port=0"})).isFalse();
        assertThat(Commands.isCalledBy(new String[0])).isFalse();
    }

    private String[] train(Path out, String... more) {
        var args = new ArrayList<>(List.of(
                "train",
                "--luts",
                looks.toString(),
                "--out",
                out.toString(),
                "--blocks",
                "2",
                "--width",
                "16",
                "--iterations",
                "150",
                "--colors",
                "16",
                "--license",
                "CC0-1.0",
                "--device",
                TestModels.DEVICE_NAME));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private int run(String... args) {
        var text = new StringWriter();
        int status = Commands.run(args, new PrintWriter(text));
        printed = text.toString();
        return status;
    }

    private void writeLook(String path, double gamma) throws IOException {
        float[] lattice = Lut3d.identity(9).lattice().clone();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) Math.pow(lattice[i], gamma);
        }
        writeLattice(path, lattice);
    }

    private void writeLattice(String path, float[] lattice) throws IOException {
        Path file = looks.resolve(path);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file);
                var writer = new CubeWriter(out, null, 9, RgbBox.UNIT)) {
            writer.accept(lattice, lattice.length / 3);
        }
    }

    private Path zipped() throws IOException {
        Path zip = folder.resolve("looks.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(looks)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(looks.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }
}
