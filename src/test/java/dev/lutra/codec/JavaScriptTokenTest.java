package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.JavaScript;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens go from this program to lutra.js and back. */
class JavaScriptTokenTest {

    private static final List<Integer> LIMITS = List.of(54, 120, 400);

    /** How much farther off a token of lutra.js may be, which does not refine its choice for the eye. */
    private static final double SLACK = 1.25;

    private static final List<Lut3d> LOOKS =
            List.of(TestLooks.gentle(33), TestLooks.graded(17), TestLooks.monochrome(20));

    @TempDir
    Path folder;

    @BeforeAll
    static void requireNode() throws IOException, InterruptedException {
        JavaScript.require();
    }

    @Test
    void readsTheTokensOfThisProgram() throws IOException, InterruptedException {
        var tokens = new ArrayList<Token>();
        for (Lut3d look : LOOKS) {
            for (int limit : LIMITS) {
                tokens.add(new TokenEncoder().encode(look, limit).token());
            }
        }
        requireSame(tokens);
    }

    @Test
    void writesTokensThatThisProgramReads() throws IOException, InterruptedException {
        var tokens = new ArrayList<Token>();
        for (Lut3d look : LOOKS) {
            List<Token> written = written(look);
            for (int i = 0; i < LIMITS.size(); i++) {
                int limit = LIMITS.get(i);
                assertThat(written.get(i).length()).isBetween(limit / 2, limit);
                double best = error(look, new TokenEncoder().encode(look, limit).token());
                assertThat(error(look, written.get(i)))
                        .as("%d³ in %d bytes", look.size(), limit)
                        .isLessThan(SLACK * best);
            }
            tokens.addAll(written);
        }
        requireSame(tokens);
    }

    private List<Token> written(Lut3d look) throws IOException, InterruptedException {
        float[] lattice = look.lattice();
        ByteBuffer bytes = ByteBuffer.allocate(lattice.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(lattice);
        Path file = Files.write(folder.resolve("lattice.f32"), bytes.array());
        Stream<String> arguments = Stream.concat(
                Stream.of("write", file.toString(), Integer.toString(look.size())),
                LIMITS.stream().map(String::valueOf));
        try (JavaScript script = JavaScript.start("tokens.mjs", arguments.toArray(String[]::new))) {
            String lines = new String(script.output().readAllBytes(), StandardCharsets.US_ASCII);
            script.finish();
            return lines.lines().map(Token::of).toList();
        }
    }

    private static void requireSame(List<Token> tokens) throws IOException, InterruptedException {
        Stream<String> arguments =
                Stream.concat(Stream.of("read"), tokens.stream().map(Token::text));
        try (JavaScript script = JavaScript.start("tokens.mjs", arguments.toArray(String[]::new))) {
            for (Token token : tokens) {
                Lut3d look = token.decode();
                for (int size : List.of(33, 17)) {
                    float[] expected = look.resample(size).lattice();
                    float[] read = script.floats(expected.length);
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(read[i]).as(token.text()).isCloseTo(expected[i], within(1e-5f));
                    }
                }
            }
            script.finish();
        }
    }

    private static double error(Lut3d look, Token token) {
        Lut3d wanted = look.resample(Token.SIZE);
        var meter = new FidelityMeter();
        meter.add(wanted.lattice(), token.decode().lattice(), wanted.points());
        return meter.result().deltaE76().mean();
    }
}
