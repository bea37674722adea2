package dev.lutra.network.shader;

import dev.lutra.color.RgbBox;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** Writes a network and looks in a shading language. Hidden layers are vectors of four units; missing units are 0. */
final class ShaderSource {

    private static final String HYPERBOLIC = """

            float4 lutraTanh(float4 z) {
              float4 most = float4(10.0, 10.0, 10.0, 10.0);
              return 1.0 - 2.0 / (exp2(2.8853901 * clamp(z, -most, most)) + 1.0);
            }
            """;

    /** Tetrahedra along the grey diagonal of a cell keep greys as they are. */
    private static final String LATTICE = """

            float3 lutraLattice(TEXTURE detail, int size, float3 unit) {
              float3 at = unit * float(size - 1);
              int3 corner = int3(min(at, float3(size - 2, size - 2, size - 2)));
              float3 part = at - float3(corner);
              float high = max(part.x, max(part.y, part.z));
              float low = min(part.x, min(part.y, part.z));
              float middle = part.x + part.y + part.z - high - low;
              int3 one = corner + int3(part.x >= high ? 1 : 0, part.y >= high ? 1 : 0, part.z >= high ? 1 : 0);
              int3 two = corner + int3(part.x > low ? 1 : 0, part.y > low ? 1 : 0, part.z > low ? 1 : 0);
              return (1.0 - high) * NEAR + (high - middle) * ONE + (middle - low) * TWO + low * FAR;
            }
            """;

    private final ShaderDialect dialect;
    private final NetworkShape shape;
    private final Network network;
    private final int quads;
    private final int rows;
    private final Writer out;

    ShaderSource(ShaderDialect dialect, Network network, Writer out) {
        this.dialect = dialect;
        this.network = network;
        this.out = out;
        shape = network.shape();
        quads = (shape.width() + 3) / 4;
        rows = shape.biasedLayers() + shape.scaled().size();
    }

    /** Writes what all looks share, and the embeddings of the looks. */
    void network(List<float[]> embeddings, boolean details) throws IOException {
        out.write(dialect.start());
        var weights = new VectorConstants(dialect, "lutraWeights", shape.blocks() * vectors(), out);
        for (float[] block : network.blocks()) {
            weights(block, weights);
        }
        weights.end();
        var numbers =
                new VectorConstants(dialect, "lutraNumbers", embeddings.size() * shape.blocks() * rows * quads, out);
        for (float[] embedding : embeddings) {
            for (int from = 0; from < embedding.length; from += shape.width()) {
                numbers.add(embedding, from, shape.width());
            }
        }
        numbers.end();
        out.write(dialect.of(HYPERBOLIC + evaluation()));
        if (details) {
            out.write(dialect.of(LATTICE.replace("TEXTURE", dialect.texture())
                    .replace("NEAR", dialect.fetch("corner"))
                    .replace("ONE", dialect.fetch("one"))
                    .replace("TWO", dialect.fetch("two"))
                    .replace("FAR", dialect.fetch("(corner + 1)"))));
        }
    }

    /**
     * Writes the functions of a look.
     *
     * @param index its place among the embeddings
     */
    void look(ShaderLook look, int index, boolean details) throws IOException {
        out.write("\n");
        Comments.write(out, look.comment());
        String unit = unit(look.ready().domain());
        RgbBox range = look.ready().range();
        String predicted = "lutraNetwork(unit, %d)".formatted(index);
        out.write(function(look.name() + "_bare(float3 color)", unit, "float3 value = " + predicted + ";", range));
        if (details && look.lattice() != null) {
            String prediction =
                    look.isLossless() ? "float3(0.0, 0.0, 0.0)" : look.ready().needsNetwork() ? predicted : "unit";
            String grey = "float grey = (value.x + value.y + value.z) / 3.0;\n  value = float3(grey, grey, grey);\n  ";
            String value = """
                    float3 value = %s;
                      %svalue = clamp(value + lutraLattice(detail, %d, unit), float3(0.0, 0.0, 0.0), float3(1.0, 1.0, 1.0));""".formatted(
                            prediction,
                            look.isMonochrome() && !look.isLossless() ? grey : "",
                            look.lattice().size());
            out.write(function(
                    "%s(float3 color, %s detail)".formatted(look.name(), dialect.texture()), unit, value, range));
        }
    }

    private String function(String head, String unit, String value, RgbBox range) {
        String result =
                range.isUnit() ? "value" : "%s + value * %s".formatted(vector(range, false), vector(range, true));
        return dialect.of("""
                float3 %s {
                  float3 unit = clamp(%s, float3(0.0, 0.0, 0.0), float3(1.0, 1.0, 1.0));
                  %s
                  return %s;
                }
                """.formatted(head, unit, value, result));
    }

    private static String unit(RgbBox domain) {
        return domain.isUnit() ? "color" : "(color - %s) / %s".formatted(vector(domain, false), vector(domain, true));
    }

    private static String vector(RgbBox box, boolean extent) {
        Object[] values = new Object[3];
        for (int channel = 0; channel < 3; channel++) {
            values[channel] = (float) (extent ? box.extent(channel) : box.low(channel));
        }
        return String.format(Locale.ROOT, "float3(%s, %s, %s)", values);
    }

    private void weights(float[] block, VectorConstants to) throws IOException {
        BlockLayout layout = BlockLayout.of(shape);
        for (BlockLayout.Tensor matrix : layout.matrices()) {
            for (int row = 0; row < matrix.rows(); row++) {
                to.add(block, matrix.at(row, 0), matrix.columns());
            }
            if (matrix.rows() == shape.width()) {
                to.addZeros((4 * quads - shape.width()) * ((matrix.columns() + 3) / 4));
            }
        }
        to.add(block, layout.scale().from(), 3);
        to.add(block, layout.shift().from(), 3);
    }

    /** The vectors of a block: matrices, then scale and shift. */
    private int vectors() {
        return output() + 4 * quads + 2;
    }

    private int output() {
        return 3 * quads + (shape.layers() - 1) * 4 * quads * quads;
    }

    private String evaluation() {
        var text = new StringBuilder(
                """

                float3 lutraNetwork(float3 unit, int look) {
                  float3 y = ALPHA * (2.0 * unit - 1.0);
                  float3 x = 0.5 * log((1.0 + y) / (1.0 - y));
                  float4 h[QUADS];
                  float4 next[QUADS];
                  for (int block = 0; block < BLOCKS; block++) {
                    int w = block * VECTORS;
                    int n = (look * BLOCKS + block) * NUMBERS;
                    for (int o = 0; o < QUADS; o++) {
                      float4 sum = lutraWeights[w + o] * x.x + lutraWeights[w + QUADS + o] * x.y + lutraWeights[w + DOUBLE + o] * x.z;
                      next[o] = INPUT;
                    }
                    for (int k = 0; k < QUADS; k++) h[k] = next[k];
                """.replace("DOUBLE", String.valueOf(2 * quads)).replace("INPUT", input(0)));
        for (int layer = 1; layer < shape.layers(); layer++) {
            int from = 3 * quads + (layer - 1) * 4 * quads * quads;
            text.append("""
                        for (int o = 0; o < QUADS; o++) {
                          float4 sum = float4(0.0, 0.0, 0.0, 0.0);
                          for (int i = 0; i < QUADS; i++) {
                            int at = w + FROM + i * STEP + o;
                            sum += lutraWeights[at] * h[i].x + lutraWeights[at + QUADS] * h[i].y
                                + lutraWeights[at + TWICE] * h[i].z + lutraWeights[at + THRICE] * h[i].w;
                          }
                          next[o] = INPUT;
                        }
                        for (int k = 0; k < QUADS; k++) h[k] = next[k];
                    """.replace("FROM", String.valueOf(from))
                    .replace("STEP", String.valueOf(4 * quads))
                    .replace("TWICE", String.valueOf(2 * quads))
                    .replace("THRICE", String.valueOf(3 * quads))
                    .replace("INPUT", input(layer)));
        }
        text.append("""
                    float4 added = float4(0.0, 0.0, 0.0, 0.0);
                    for (int i = 0; i < QUADS; i++) {
                      int at = w + OUTPUT + 4 * i;
                      added += lutraWeights[at] * h[i].x + lutraWeights[at + 1] * h[i].y
                          + lutraWeights[at + 2] * h[i].z + lutraWeights[at + 3] * h[i].w;
                    }
                    x = (x + added.xyz) * lutraWeights[w + SCALE].xyz + lutraWeights[w + SHIFT].xyz;
                  }
                  float3 c = lutraTanh(float4(x, 0.0)).xyz / ALPHA;
                  return clamp(0.5 * c + 0.5, float3(0.0, 0.0, 0.0), float3(1.0, 1.0, 1.0));
                }
                """);
        return text.toString()
                .replace("ALPHA", String.valueOf(Network.ALPHA))
                .replace("QUADS", String.valueOf(quads))
                .replace("BLOCKS", String.valueOf(shape.blocks()))
                .replace("VECTORS", String.valueOf(vectors()))
                .replace("NUMBERS", String.valueOf(rows * quads))
                .replace("OUTPUT", String.valueOf(output()))
                .replace("SCALE", String.valueOf(vectors() - 2))
                .replace("SHIFT", String.valueOf(vectors() - 1));
    }

    /** A hidden layer of the paper, with the scales of FiLM: tanh((1 + s)·(W x) + b). */
    private String input(int layer) {
        int scaled = shape.scaled().indexOf(layer);
        String scale = scaled < 0
                ? "sum"
                : "sum * (1.0 + lutraNumbers[n + %d + o])".formatted((shape.biasedLayers() + scaled) * quads);
        return layer < shape.biasedLayers()
                ? "lutraTanh(%s + lutraNumbers[n + %d + o])".formatted(scale, layer * quads)
                : "lutraTanh(%s)".formatted(scale);
    }
}
