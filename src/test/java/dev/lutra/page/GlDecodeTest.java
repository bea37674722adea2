package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestModels;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the shader that decodes looks in the browser against the decoder of the service. */
class GlDecodeTest extends BrowserTest {

    /** Half a code of 255. */
    private static final double TOLERANCE = 0.5 / 255;

    /** The lattices of the given looks of a model file in base64, as floats in base64. */
    private static final String DECODE = """
            async ({file, looks, size, over}) => {
              const {readModel, LutRenderer} = await import("/lutra.js");
              const model = await readModel(Uint8Array.from(atob(file), (byte) => byte.charCodeAt(0)).buffer);
              const renderer = LutRenderer.create();
              const lattices = renderer.lattices(model, looks.map((id) => model.look(id)), size, {over, script: false});
              const values = lattices.map((lattice) => renderer.read(lattice));
              const all = new Uint8Array(await new Blob(values).arrayBuffer());
              renderer.free();
              let text = "";
              for (let i = 0; i < all.length; i += 4096) text += String.fromCharCode(...all.subarray(i, i + 4096));
              return btoa(text);
            }""";

    @TempDir
    Path folder;

    @BeforeEach
    void openPage() {
        page.navigate("/models");
    }

    @Test
    void decodesLooksOfEveryKind() throws IOException {
        for (Model model : List.of(TestModels.detailed(), TestModels.scaled(), TestModels.film(), TestModels.undo())) {
            Path file = folder.resolve(model.info().id() + ".safetensors");
            ModelFile.write(model, file);
            List<String> looks = model.luts().stream().map(ModelLut::id).toList();
            requireSame(file, looks, 33);
            requireSame(file, looks, 6);
        }
    }

    @Test
    void decodesTheShippedModel() throws IOException {
        Path file = Path.of("models/film.safetensors");
        requireSame(file, ModelFile.read(file).luts().stream().map(ModelLut::id).toList(), 5);
        requireSame(file, List.of("kodak-portra-160", "agfa-apx-100", "colornegative"), 33);
    }

    @Test
    void decodesFilesOfFormat1() throws IOException {
        requireSame(Path.of("models/film-bijective.safetensors"), List.of("kodak-portra-160"), 9);
    }

    private void requireSame(Path file, List<String> looks, int size) throws IOException {
        String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        String read =
                (String) page.evaluate(DECODE, Map.of("file", bytes, "looks", looks, "size", size, "over", "inputs"));
        FloatBuffer values = ByteBuffer.wrap(Base64.getDecoder().decode(read))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        Model model = ModelFile.read(file);
        List<String> ids = model.luts().stream().map(ModelLut::id).toList();
        try (Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 1)) {
            for (String look : looks) {
                ModelLut lut = model.luts().get(ids.indexOf(look));
                float[] expected = decoder.apply(
                        decoder.ready(model.encoded(ids.indexOf(look))),
                        JavaScriptDecoderTest.inputs(lut, new JavaScriptDecoderTest.Wanted(size, false)));
                var found = new float[expected.length];
                values.get(found);
                assertThat(JavaScriptDecoderTest.mostApart(found, expected, lut.range()))
                        .as("%s at %d", look, size)
                        .isLessThan(TOLERANCE);
            }
        }
        assertThat(values.hasRemaining()).isFalse();
    }
}
