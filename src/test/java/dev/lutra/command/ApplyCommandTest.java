package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.image.ImageType;
import dev.lutra.image.TestImages;
import dev.lutra.library.upload.TestUploads;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

    @TempDir
    Path folder;

    @Test
    void appliesALutToAPhotograph() throws IOException {
        Lut3d look = TestUploads.look(3, 5);
        Path cube = Files.write(folder.resolve("look.cube"), TestUploads.cube(look));
        byte[] file = TestImages.write(ImageType.PNG, 30, 20, 3, 16);
        Path in = Files.write(folder.resolve("in.png"), file);
        Path out = folder.resolve("out.png");
        assertThat(run("apply", cube, in, out)).contains("out.png: PNG, 30 × 20 pixels, 16 bits");
        Raster before = TestImages.read(file);
        Raster after = TestImages.read(Files.readAllBytes(out));
        var wanted = new float[3];
        for (int x = 0; x < 30; x++) {
            int[] from = before.getPixel(x, 7, (int[]) null);
            Interpolation.TETRAHEDRAL.apply(look, from[0] / 65535f, from[1] / 65535f, from[2] / 65535f, wanted, 0);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(after.getSample(x, 7, channel))
                        .isCloseTo(CodeValue.round(wanted[channel], CodeValue.MAX_16), within(1));
            }
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path cube = Files.write(folder.resolve("look.cube"), TestUploads.cube(TestUploads.look(3, 5)));
        Path text = Files.writeString(folder.resolve("in.png"), "no image");
        Path out = folder.resolve("out.png");
        assertThat(run("apply", cube, text, out)).contains("neither JPEG nor PNG nor TIFF");
        assertThat(out).doesNotExist();
        assertThat(run("apply", "--quality", "101", cube, text, out)).contains("--quality must be 1…100");
    }

    private static String run(Object... arguments) {
        var text = new StringWriter();
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        Commands.run(words, new PrintWriter(text));
        return text.toString();
    }
}
