package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.PythonLines;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the reader in docs/codec.md, which shares no line with this program, against it. */
class CodecDocumentTest {

    private static final String DRIVER = """
            import sys
            import numpy as np
            from reader import constants, decode
            folder = sys.argv[1]
            known = constants(open(folder + "/constants.bin", "rb").read())
            wave = lambda rgb: np.clip(rgb + .02 * rgb * (1 - rgb) * np.array([1, -2, 3]), 0, 1)
            for name in sys.argv[2:]:
                lattice, _ = decode(open(folder + "/" + name, "rb").read(), known, wave)
                lattice.astype("<f4").tofile(folder + "/" + name + ".lattice")
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatTheProgramReads() throws IOException, InterruptedException {
        var python = new PythonLines(folder);
        python.take("docs/codec.md", "reader");
        python.write("driver", DRIVER);
        Files.write(folder.resolve("constants.bin"), CodecConstants.identity().toBytes());

        requireSame(python, TestLooks.graded(33), Accuracy.of("1/4"), Prediction.IDENTITY, "color");
        requireSame(python, TestLooks.graded(33), Accuracy.of("1/4"), CodecDocumentTest::wave, "predicted");
        requireSame(python, TestLooks.monochrome(17), Accuracy.of("0.5/2"), Prediction.IDENTITY, "grey");
        requireSame(python, TestLooks.negative(16), Accuracy.of("1/4"), Prediction.IDENTITY, "negative");
        requireSame(python, TestLooks.graded(6), Accuracy.LOSSLESS, Prediction.IDENTITY, "lossless");
    }

    private static void wave(float[] rgb, float[] out, int points) {
        for (int i = 0; i < 3 * points; i++) {
            float bent = rgb[i] + 0.02f * rgb[i] * (1 - rgb[i]) * (i % 3 == 0 ? 1 : i % 3 == 1 ? -2 : 3);
            out[i] = Math.clamp(bent, 0, 1);
        }
    }

    private void requireSame(PythonLines python, Lut3d look, Accuracy accuracy, Prediction prediction, String name)
            throws IOException, InterruptedException {
        byte[] bytes = new DetailEncoder(CodecConstants.identity())
                .encode(look, RgbBox.UNIT, prediction, accuracy)
                .bytes();
        Files.write(folder.resolve(name), bytes);
        python.run("driver", folder.toString(), name);
        float[] lattice = new DetailDecoder(CodecConstants.identity())
                .decode(bytes, prediction, look.size())
                .lattice()
                .lattice();
        ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".lattice")))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : lattice) {
            assertThat(read.getFloat()).as(name).isCloseTo(value, within(1e-5f));
        }
        assertThat(read.hasRemaining()).isFalse();
    }
}
