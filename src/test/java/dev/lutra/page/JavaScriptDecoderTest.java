package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.JavaScript;
import dev.lutra.TestModels;
import dev.lutra.Tool;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.ReadyLut;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the decoder of lutra.js, which shares no line with this program, against the one of the service. */
class JavaScriptDecoderTest {

    /** A tenth of half a code of 255. */
    private static final float TOLERANCE = 2e-4f;

    @TempDir
    Path folder;

    /** A lattice that a look is decoded on: over 0…1 before shaper and domain, or over all inputs of the look. */
    record Wanted(int size, boolean overUnit) {

        String argument() {
            return size + (overUnit ? ":unit" : ":inputs");
        }
    }

    @BeforeAll
    static void requireNode() throws IOException, InterruptedException {
        JavaScript.require();
    }

    @Test
    void decodesLooksOfEveryKind() throws IOException, InterruptedException {
        List<Wanted> wanted = List.of(
                new Wanted(33, false),
                new Wanted(33, true),
                new Wanted(17, false),
                new Wanted(9, true),
                new Wanted(5, false),
                new Wanted(20, false),
                new Wanted(2, true));
        for (Model model : List.of(TestModels.detailed(), TestModels.scaled(), TestModels.film(), TestModels.undo())) {
            Path file = folder.resolve(model.info().id() + ".safetensors");
            ModelFile.write(model, file);
            requireSame(model, file, wanted);
        }
    }

    @Test
    void decodesFilesOfFormat1() throws IOException, InterruptedException {
        Path file = Path.of("models/film-bijective.safetensors");
        requireSame(ModelFile.read(file), file, List.of(new Wanted(9, false)));
    }

    @Test
    @Tag("slow")
    void decodesEveryLookOfTheShippedModel() throws IOException, InterruptedException {
        Path file = Path.of("models/film.safetensors");
        requireSame(ModelFile.read(file), file, List.of(new Wanted(33, false), new Wanted(9, true)));
    }

    /** The script fails when a damaged file is accepted, fails in another way, or takes much memory. */
    @Test
    void refusesDamage() throws IOException, InterruptedException {
        Path file = folder.resolve("detailed.safetensors");
        ModelFile.write(TestModels.detailed(), file);
        try (JavaScript script = JavaScript.start("damage.mjs", file.toString(), "1500")) {
            script.finish();
        }
    }

    @Test
    void hasTypes() throws IOException, InterruptedException {
        new Tool(List.of("--version"), "tsc")
                .run(
                        "--noEmit",
                        "--strict",
                        "--target",
                        "es2022",
                        "--moduleResolution",
                        "node",
                        "--lib",
                        "es2022,dom",
                        "--typeRoots",
                        "src/test/javascript",
                        "src/test/javascript/types.ts");
    }

    private static void requireSame(Model model, Path file, List<Wanted> wanted)
            throws IOException, InterruptedException {
        String[] arguments = new String[1 + wanted.size()];
        arguments[0] = file.toString();
        for (int i = 0; i < wanted.size(); i++) {
            arguments[1 + i] = wanted.get(i).argument();
        }
        try (JavaScript script = JavaScript.start("decode.mjs", arguments);
                Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 1)) {
            for (int i = 0; i < model.luts().size(); i++) {
                ModelLut lut = model.luts().get(i);
                ReadyLut ready = decoder.ready(model.encoded(i));
                for (Wanted lattice : wanted) {
                    float[] expected = decoder.apply(ready, inputs(lut, lattice));
                    float[] read = script.floats(expected.length);
                    assertThat(mostApart(read, expected, lut.range()))
                            .as("%s %s", lut.id(), lattice)
                            .isLessThan(TOLERANCE);
                }
            }
            script.finish();
        }
    }

    /** The inputs of the lattice of a look, 0…1, for the points of a lattice over all of its inputs or over 0…1. */
    static float[] inputs(ModelLut lut, Wanted lattice) {
        PackedShaper packed = lut.shaper();
        Shaper shaper = packed == null ? null : packed.shaper();
        RgbBox all = shaper == null ? lut.domain() : shaper.domain();
        float[] colors = Lut3d.identity(lattice.size(), lattice.overUnit() ? RgbBox.UNIT : all)
                .lattice();
        if (shaper != null) {
            shaper.apply(colors, colors, colors.length / 3);
        }
        float[] unit = lut.domain().toUnit(colors);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.clamp(unit[i], 0, 1);
        }
        return unit;
    }

    /** The largest difference, as a share of the range of the look. */
    static double mostApart(float[] values, float[] expected, RgbBox range) {
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            // The maximum with NaN is NaN.
            most = Math.max(most, Math.abs(values[i] - expected[i]) / range.extent(i % 3));
        }
        return most;
    }
}
