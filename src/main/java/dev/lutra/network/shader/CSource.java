package dev.lutra.network.shader;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a network and looks, with their details, in C99. */
final class CSource {

    private static final int LINE = 12;

    private static final String CLIP = """

            static float lutraClip(float value) { return value < 0 ? 0 : value > 1 ? 1 : value; }
            """;

    private static final String NETWORK = """

            static void lutraNetwork(const float *numbers, const float in[3], float out[3]) {
              float x[3], h[WIDTH < 3 ? 3 : WIDTH], next[WIDTH];
              for (int c = 0; c < 3; c++) x[c] = atanhf(ALPHA * (2 * in[c] - 1));
              for (int block = 0; block < BLOCKS; block++) {
                const float *w = lutraWeights + block * WEIGHTS;
                const float *n = numbers + block * ROWS * WIDTH;
                for (int c = 0; c < 3; c++) h[c] = x[c];
                for (int layer = 0; layer < LAYERS; layer++) {
                  const int inputs = layer == 0 ? 3 : WIDTH;
                  for (int o = 0; o < WIDTH; o++) {
                    float sum = 0;
                    for (int i = 0; i < inputs; i++) sum += w[i * WIDTH + o] * h[i];
                    if (lutraScales[layer] >= 0) sum *= 1 + n[lutraScales[layer] * WIDTH + o];
                    next[o] = tanhf(layer < BIASED ? sum + n[layer * WIDTH + o] : sum);
                  }
                  for (int o = 0; o < WIDTH; o++) h[o] = next[o];
                  w += inputs * WIDTH;
                }
                for (int c = 0; c < 3; c++) {
                  float sum = x[c];
                  for (int i = 0; i < WIDTH; i++) sum += w[3 * i + c] * h[i];
                  x[c] = sum * w[3 * WIDTH + c] + w[3 * WIDTH + 3 + c];
                }
              }
              for (int c = 0; c < 3; c++) out[c] = lutraClip((tanhf(x[c]) / ALPHA + 1) / 2);
            }
            """;

    private static final String LATTICE = """

            /* Adds what lies between the points of a lattice, in tetrahedra along the grey diagonal of a cell. */
            static void lutraAdd(
                const short *lattice, int size, int channels, float scale, const float unit[3], float out[3]) {
              const int step[3] = {channels, channels * size, channels * size * size};
              int order[3] = {0, 1, 2}, at = 0;
              float part[3];
              for (int c = 0; c < 3; c++) {
                const float place = unit[c] * (size - 1);
                const int corner = place < size - 2 ? (int) place : size - 2;
                part[c] = place - corner;
                at += corner * step[c];
              }
              for (int i = 0; i < 2; i++) {
                for (int k = 0; k < 2 - i; k++) {
                  if (part[order[k]] < part[order[k + 1]]) {
                    const int other = order[k];
                    order[k] = order[k + 1];
                    order[k + 1] = other;
                  }
                }
              }
              float before = 1;
              for (int k = 0; k < 4; k++) {
                const float after = k < 3 ? part[order[k]] : 0;
                for (int c = 0; c < 3; c++) out[c] += (before - after) * scale * lattice[at + (channels == 1 ? 0 : c)];
                before = after;
                if (k < 3) at += step[order[k]];
              }
            }
            """;

    private final Network network;
    private final Writer out;

    CSource(Network network, Writer out) {
        this.network = network;
        this.out = out;
    }

    /**
     * Writes what all looks share.
     *
     * @param predicts whether any of them needs the network
     * @param adds whether any of them has a detail
     */
    void begin(boolean predicts, boolean adds) throws IOException {
        out.write("#include <math.h>\n" + CLIP);
        if (predicts) {
            network();
        }
        if (adds) {
            out.write(LATTICE);
        }
    }

    private void network() throws IOException {
        NetworkShape shape = network.shape();
        out.write("\nstatic const float lutraWeights[] = {");
        for (float[] block : network.blocks()) {
            floats(block);
        }
        String scales = IntStream.range(0, shape.layers())
                .map(shape.scaled()::indexOf)
                .map(at -> at < 0 ? -1 : shape.biasedLayers() + at)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        out.write("};\nstatic const int lutraScales[] = {%s};\n".formatted(scales));
        out.write(NETWORK.replace("WIDTH", String.valueOf(shape.width()))
                .replace("ALPHA", Network.ALPHA + "f")
                .replace("BLOCKS", String.valueOf(shape.blocks()))
                .replace("WEIGHTS", String.valueOf(shape.sharedPerBlock()))
                .replace(
                        "ROWS",
                        String.valueOf(shape.biasedLayers() + shape.scaled().size()))
                .replace("LAYERS", String.valueOf(shape.layers()))
                .replace("BIASED", String.valueOf(shape.biasedLayers())));
    }

    /** Writes the function of a look. */
    void look(ShaderLook look) throws IOException {
        out.write("\n");
        Comments.write(out, look.comment());
        out.write("void %s(const float in[3], float out[3]) {\n".formatted(look.name()));
        boolean needsNetwork = look.ready().needsNetwork() && !look.isLossless();
        if (needsNetwork) {
            out.write("  static const float numbers[] = {");
            floats(look.ready().embedding());
            out.write("};\n");
        }
        int channels = look.isMonochrome() ? 1 : 3;
        Lut3d lattice = look.lattice();
        float scale = 0;
        if (lattice != null) {
            scale = scale(lattice.lattice());
            out.write("  static const short detail[] = {");
            codes(lattice.lattice(), channels, scale);
            out.write("};\n");
        }
        out.write("  float unit[3];\n");
        RgbBox domain = look.ready().domain();
        for (int c = 0; c < 3; c++) {
            out.write(
                    domain.isUnit()
                            ? "  unit[%1$d] = lutraClip(in[%1$d]);\n".formatted(c)
                            : "  unit[%1$d] = lutraClip((in[%1$d] - %2$s) / %3$s);\n"
                                    .formatted(c, number(domain.low(c)), number(domain.extent(c))));
        }
        out.write(needsNetwork ? "  lutraNetwork(numbers, unit, out);\n" : prediction(look.isLossless()));
        if (look.isMonochrome() && !look.isLossless()) {
            out.write("  out[0] = out[1] = out[2] = (out[0] + out[1] + out[2]) / 3;\n");
        }
        if (lattice != null) {
            out.write(
                    "  lutraAdd(detail, %d, %d, %s, unit, out);\n".formatted(lattice.size(), channels, number(scale)));
        }
        RgbBox range = look.ready().range();
        for (int c = 0; c < 3; c++) {
            out.write(
                    range.isUnit()
                            ? "  out[%1$d] = lutraClip(out[%1$d]);\n".formatted(c)
                            : "  out[%1$d] = %2$s + lutraClip(out[%1$d]) * %3$s;\n"
                                    .formatted(c, number(range.low(c)), number(range.extent(c))));
        }
        out.write("}\n");
    }

    private static String prediction(boolean lossless) {
        return lossless
                ? "  out[0] = out[1] = out[2] = 0;\n"
                : "  out[0] = unit[0];\n  out[1] = unit[1];\n  out[2] = unit[2];\n";
    }

    /** The value of one step of the codes of a lattice. */
    private static float scale(float[] values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most == 0 ? 1 : most / Short.MAX_VALUE;
    }

    private void codes(float[] values, int channels, float scale) throws IOException {
        int written = 0;
        for (int i = 0; i < values.length; i += channels == 1 ? 3 : 1) {
            out.write(written++ % LINE == 0 ? "\n    " : "");
            out.write(Math.round(values[i] / scale) + ",");
        }
    }

    private void floats(float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            out.write(i % LINE == 0 ? "\n    " : "");
            out.write(number(values[i]) + ",");
        }
    }

    private static String number(double value) {
        return (float) value + "f";
    }
}
