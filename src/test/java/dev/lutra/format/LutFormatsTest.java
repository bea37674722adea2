package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.color.CodeValue;
import dev.lutra.color.HaldLevel;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LutFormatsTest {

    @Test
    void knowsFormatsByNameAndByFile() {
        assertThat(LutFormats.byName("cube")).containsInstanceOf(CubeFormat.class);
        assertThat(LutFormats.byName("png")).containsInstanceOf(PngFormat.class);
        assertThat(LutFormats.byName("gmz")).containsInstanceOf(GmicFormat.class);
        assertThat(LutFormats.byName("jpeg")).isEmpty();
        assertThat(LutFormats.ofFile("a/b.c/Look.CUBE")).containsInstanceOf(CubeFormat.class);
        assertThat(LutFormats.ofFile("Look.cube.Png")).containsInstanceOf(PngFormat.class);
        assertThat(LutFormats.ofFile("cube")).isEmpty();
    }

    @Test
    void refusesFilesWhoseNameTellsNothing() {
        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> LutFormats.read("a.txt", InputStream.nullInputStream(), FormatLimits.DEFAULT))
                .withMessageContaining(".clf, .ctf")
                .extracting(InvalidLutFile::code)
                .isEqualTo("unknown-format");
    }

    @ParameterizedTest
    @CsvSource({"rawtherapee-film-simulation.zip, 293", "gmic-512.zip, 512"})
    void readsRealCubes(String archive, int count) throws IOException {
        try (var zip = new ZipFile(TestFiles.data(archive).toFile())) {
            int read = 0;
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); read++) {
                ZipEntry entry = e.nextElement();
                byte[] file = zip.getInputStream(entry).readAllBytes();

                LutFile lut = LutFormats.read(entry.getName(), new ByteArrayInputStream(file), FormatLimits.DEFAULT);

                assertThat(lut.lut().size()).isEqualTo(33);
                assertThat(lut.title()).isNotBlank();
                assertThat(lut.warnings()).isEmpty();
                assertThat(TestFiles.cube(lut.lut(), lut.title())).isEqualTo(file);
            }
            assertThat(read).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agfa-apx-100-level12-grey.png, 12, Black and White/Agfa/Agfa APX 100.cube",
        "kodak-ektar-100-level16.png, 16, Color/Kodak/Kodak Ektar 100.cube"
    })
    void readsRealHaldImagesAsTheirCubes(String image, int level, String cube) throws IOException {
        Lut3d hald = readHald(image, level);
        try (var zip =
                new ZipFile(TestFiles.data("rawtherapee-film-simulation.zip").toFile())) {
            Lut3d expected = LutFormats.read(cube, zip.getInputStream(zip.getEntry(cube)), FormatLimits.DEFAULT)
                    .lut();
            var actual = new float[3 * expected.points()];
            Lattice.coordinates(expected.size(), expected.domain(), 0, expected.points(), actual);
            Interpolation.TRILINEAR.apply(hald, actual, actual, expected.points());

            int worst = 0;
            for (int i = 0; i < actual.length; i++) {
                int one = CodeValue.round(actual[i], CodeValue.MAX_8);
                int other = CodeValue.round(expected.lattice()[i], CodeValue.MAX_8);
                worst = Math.max(worst, Math.abs(one - other));
            }
            assertThat(worst).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void readsAColourHaldImageOfLevel12() throws IOException {
        assertThat(readHald("fuji-level12.png", 12).points()).isEqualTo(1728 * 1728);
    }

    private static Lut3d readHald(String image, int level) throws IOException {
        try (InputStream in = Files.newInputStream(TestFiles.data("hald/" + image))) {
            Lut3d lut = LutFormats.read(image, in, FormatLimits.DEFAULT).lut();
            assertThat(lut.size()).isEqualTo(new HaldLevel(level).cubeSize());
            return lut;
        }
    }

    @Test
    void namesTheExtensionsOfAllFormats() {
        List<String> others = LutFormats.all().stream()
                .filter(format -> !format.equals(LutFormats.CUBE) && !format.equals(LutFormats.HALD_PNG))
                .flatMap(format -> format.extensions().stream())
                .toList();
        assertThat(LutFormats.OTHER_EXTENSIONS.split("\\|")).containsExactlyInAnyOrderElementsOf(others);
    }

    /** What a file quotes is not what it is. */
    @Test
    void tellsAFormatByItsOwnMarkFirst() throws IOException {
        String quoted = "# from: # panasonic vlt file version 1.0\nLUT_3D_SIZE 2\n";
        assertThat(told(quoted)).isEqualTo("cube");
        assertThat(told("# a\n\n# Panasonic VLT file version 1.0\nLUT_3D_SIZE 17\n"))
                .isEqualTo("vlt");
        assertThat(told("<ProcessList id=\"a\"><Description>\nLUT_3D_SIZE 2\n3DMESH\n</Description>"))
                .isEqualTo("clf");
        assertThat(told("CSPLUTV100\n3D\n\nBEGIN METADATA\nLUT_3D_SIZE 2\n3DMESH\nEND METADATA\n"))
                .isEqualTo("csp");
        assertThat(told("\u0089PNG\r\n\u001a\n    tEXt\nLUT_3D_SIZE 2\n")).isEqualTo("png");
    }

    private static String told(String text) throws IOException {
        var file = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return LutFormats.of(FileStart.of("look", file)).orElseThrow().name();
    }
}
