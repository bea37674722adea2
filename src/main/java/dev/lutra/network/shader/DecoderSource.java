package dev.lutra.network.shader;

import dev.lutra.codec.DetailDecoder;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a decoder for some looks of a model: the network and the numbers of the looks as source code. One look is
 * decoded at a time.
 */
public final class DecoderSource {

    private static final int CHANNELS = 4;

    private final Model model;
    private final List<Integer> looks;
    private final Decoder decoder;
    private final int size;

    /**
     * Chooses what to write.
     *
     * @param looks indices in the model, none of them twice
     * @param decoder a decoder of the network of the model
     * @param size points along an axis of the details, 2…256; 0 for as many as they have
     * @throws IllegalArgumentException if a look has curves before its lattice, for which these decoders have no place
     */
    public DecoderSource(Model model, List<Integer> looks, Decoder decoder, int size) {
        this.model = model;
        this.looks = List.copyOf(looks);
        this.decoder = decoder;
        this.size = size;
        for (int look : looks) {
            ModelLut lut = model.luts().get(look);
            if (lut.shaper() != null) {
                throw new IllegalArgumentException(
                        "%s has curves before its lattice, for which such a decoder has no place".formatted(lut.id()));
            }
        }
    }

    /**
     * Writes the source.
     *
     * @param details true for functions that add the details, which are textures; C always contains them
     * @param out stays open
     */
    public void write(ShaderTarget target, boolean details, Writer out) throws IOException {
        header(target, details, out);
        if (target.isShader()) {
            var source = new ShaderSource(ShaderDialect.of(target), model.network(), out);
            source.network(embeddings(), details);
            for (int i = 0; i < looks.size(); i++) {
                source.look(look(i), i, details);
            }
        } else {
            var source = new CSource(model.network(), out);
            List<byte[]> codes = looks.stream()
                    .flatMap(look -> Stream.ofNullable(model.encoded(look).detail()))
                    .toList();
            boolean predicts = codes.size() < looks.size()
                    || codes.stream()
                            .anyMatch(code -> DetailDecoder.inspect(code).needsNetwork());
            source.begin(predicts, !codes.isEmpty());
            for (int i = 0; i < looks.size(); i++) {
                source.look(look(i));
            }
        }
    }

    /**
     * Writes the details as textures: for each look that has one {@code size³} RGBA texels, red fastest, of
     * little-endian float16, look after look.
     *
     * @param out stays open
     */
    public void writeDetails(OutputStream out) throws IOException {
        for (int i = 0; i < looks.size(); i++) {
            Lut3d lattice = look(i).lattice();
            if (lattice != null) {
                out.write(texels(lattice));
            }
        }
    }

    private static byte[] texels(Lut3d lattice) {
        ByteBuffer texels =
                ByteBuffer.allocate(lattice.points() * CHANNELS * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < lattice.lattice().length; i++) {
            texels.putShort(Float.floatToFloat16(lattice.lattice()[i]));
            if (i % 3 == 2) {
                texels.putShort(Float.floatToFloat16(1));
            }
        }
        return texels.array();
    }

    private ShaderLook look(int at) {
        List<ModelLut> luts = luts();
        int index = looks.get(at);
        return ShaderLook.of(ShaderLook.names(luts).get(at), luts.get(at), decoder.ready(model.encoded(index)), size);
    }

    private List<ModelLut> luts() {
        return looks.stream().map(model.luts()::get).toList();
    }

    private List<float[]> embeddings() {
        return looks.stream().map(look -> model.encoded(look).embedding()).toList();
    }

    private void header(ShaderTarget target, boolean details, Writer out) throws IOException {
        Model.Info info = model.info();
        var lines = new ArrayList<String>();
        lines.add("%s: %d of its looks as source code, by Lutra's command 'shader'"
                .formatted(info.title(), looks.size()));
        if (info.license() != null) {
            lines.add("License: " + info.license());
        }
        if (info.attribution() != null) {
            lines.add("Attribution: " + info.attribution());
        }
        lines.add("Colours are what a file says, 0 to 1 as in sRGB, not light; a look may take and give others.");
        if (target == ShaderTarget.C) {
            lines.add("void lutra_LOOK(const float in[3], float out[3]) is a look, within half a code of 255.");
        } else {
            lines.add("lutra_LOOK_bare(color) is what the network makes of a look, without what was promised of it.");
            if (details) {
                lines.add(
                        "lutra_LOOK(color, detail) is the look. Its detail is a 3D texture of RGBA float16, read without");
                lines.add("a filter, from the file beside this one: in this order, little-endian, red fastest.");
            }
        }
        Comments.write(out, lines);
    }
}
