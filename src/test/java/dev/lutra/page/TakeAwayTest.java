package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.lutra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person takes away from the gallery, held against what the service delivers. */
class TakeAwayTest extends GallerySteps {

    private static final int SIZE = 33;

    @TempDir
    private Path folder;

    @BeforeEach
    void openThePanel() {
        openLook(LOOK);
        tab("Take away").click();
    }

    @ParameterizedTest
    @CsvSource({
        "cube, 17, /luts/kodak-portra-160.cube?res=17",
        "hald, 64, /luts/kodak-portra-160.png?res=64&depth=8",
        "strip, 32, /luts/kodak-portra-160.png?res=32&layout=strip"
    })
    void savesTheFileOfTheService(String format, String points, String path) throws IOException {
        choice("Format").selectOption(format);
        choice("Points").selectOption(points);
        assertThat(download(button("Download"))).isEqualTo(fetched(path));
    }

    @Test
    void savesStrengthsAndBlends() throws IOException {
        slider("Strength").fill("60");
        assertThat(download(button("Download"))).isEqualTo(fetched("/luts/kodak-portra-160.cube?res=33&strength=0.6"));
        slider("Strength").fill("100");
        press("p");
        pin("Kodak TRI-X 400");
        press("b");
        tab("Take away").click();
        assertThat(download(button("Download")))
                .isEqualTo(fetched("/luts/blend.cube?mix=kodak-portra-160:0.5,kodak-tri-x-400:0.5&res=33"));
    }

    @Test
    void savesTheGradedPhotograph() throws IOException {
        choice("Type of the photograph").selectOption("image/png");
        Picture saved = Picture.read(download(button("Save photograph")));
        assertThat(saved.difference(PHOTOGRAPH.with(delivered(LOOK, SIZE)))).isLessThanOrEqualTo(1);
    }

    @Test
    void fetchesByTheLinesToCopy() throws IOException, InterruptedException {
        var shell = new Tool(List.of("-c", "curl --version"), "bash");
        shell.run("-c", "cd '%s' && %s".formatted(folder, line("curl")));
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllBytes(folder.resolve(files().getFirst())))
                .isEqualTo(fetched("/luts/kodak-portra-160.cube?res=33"));
    }

    @Test
    void gradesAPictureByTheLineForImageMagick() throws IOException, InterruptedException {
        var shell = new Tool(List.of("-c", "curl --version && convert -version"), "bash");
        Files.write(folder.resolve("input.png"), PHOTOGRAPH.png());
        shell.run("-c", "cd '%s' && %s".formatted(folder, line("ImageMagick")));
        Picture output = Picture.read(Files.readAllBytes(folder.resolve("output.png")));
        // ImageMagick interpolates trilinearly between the codes of the Hald image.
        assertThat(output.difference(PHOTOGRAPH.with(delivered(LOOK, SIZE)))).isLessThanOrEqualTo(3);
    }

    @Test
    void gradesAFilmByTheLineForFfmpeg() throws IOException, InterruptedException {
        var shell = new Tool(List.of("-c", "curl --version && ffmpeg -version"), "bash");
        Files.write(folder.resolve("input.png"), PHOTOGRAPH.png());
        String pixels = "-loglevel error -pix_fmt gbrp -c:v libx264rgb -qp 0";
        shell.run("-c", "cd '%s' && ffmpeg -i input.png %s input.mp4".formatted(folder, pixels));
        shell.run("-c", "cd '%s' && %s".formatted(folder, line("ffmpeg")));
        shell.run("-c", "cd '%s' && ffmpeg -loglevel error -i output.mp4 -frames:v 1 output.png".formatted(folder));
        Picture output = Picture.read(Files.readAllBytes(folder.resolve("output.png")));
        // The film has half the resolution of colours and is compressed, so that only its greater part is as it was.
        assertThat(output.meanDifference(PHOTOGRAPH.with(delivered(LOOK, SIZE))))
                .isLessThan(4);
    }

    @Test
    void sharesALookInAnAddress() {
        button("Share").click();
        String address = page.getByLabel("Share link").inputValue();
        assertThat(address).startsWith(node().address() + "/t/").hasSizeLessThan(300);
        page.navigate(address);
        assertThat(page.locator("#look-title")).hasText("Shared look");
        choosePhotograph(PHOTOGRAPH);
        press("1");
        String token = address.substring(address.lastIndexOf('/') + 1);
        Picture delivered = PHOTOGRAPH.with(readCube("/tokens/%s.cube?res=%d".formatted(token, SIZE)));
        assertThat(delivered.meanDifference(PHOTOGRAPH.with(delivered(LOOK, SIZE))))
                .isLessThan(6);
        view("the shared look", shown -> shown.difference(delivered) <= 1);
    }

    private byte[] download(Locator button) throws IOException {
        Download file = page.waitForDownload(button::click);
        return Files.readAllBytes(file.path());
    }

    private String line(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .textContent();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
