package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.PythonLines;
import dev.lutra.color.Lut3d;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of docs/tokens.md read what the program writes. */
class TokenDocumentTest {

    private static final String DRIVER = """
            import sys
            import numpy as np
            from detail import constants
            from token_reader import look

            folder = sys.argv[1]
            known = constants(open(folder + "/constants.bin", "rb").read())
            for number, text in enumerate(sys.argv[2:]):
                look(text, known).astype("<f4").tofile(folder + "/%d.lattice" % number)
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatTheProgramWrites() throws IOException, InterruptedException {
        var python = new PythonLines(folder);
        python.take("docs/codec.md", "detail");
        python.take("docs/tokens.md", "token_reader");
        python.write("driver", DRIVER);
        Files.write(folder.resolve("constants.bin"), CodecConstants.identity().toBytes());
        var encoder = new TokenEncoder();
        Token[] tokens = {
            encoder.encode(TestLooks.graded(33), 54).token(),
            encoder.encode(TestLooks.gentle(33), 300).token(),
            encoder.encode(TestLooks.monochrome(33), 100).token()
        };

        python.run("driver", folder.toString(), tokens[0].text(), tokens[1].text(), tokens[2].text());

        for (int i = 0; i < tokens.length; i++) {
            requireSame(tokens[i].decode(), folder.resolve(i + ".lattice"));
        }
    }

    private static void requireSame(Lut3d look, Path file) throws IOException {
        ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : look.lattice()) {
            assertThat(read.getFloat()).isCloseTo(value, within(1e-5f));
        }
        assertThat(read.hasRemaining()).isFalse();
    }
}
