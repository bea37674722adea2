package dev.lutra;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.PackedShaper;
import dev.lutra.codec.Prediction;
import dev.lutra.color.Curve;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.ByteEmbedding;
import dev.lutra.network.CodedEmbedding;
import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.LookCode;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.LookEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Small models of random weights, which need no training. */
public final class TestModels {

    public static final RgbBox WIDE = new RgbBox(new Rgb(-0.5f, 0, 0), new Rgb(2, 1.5f, 12));

    /** What tests compute on: {@code ./mvnw verify -Dlutra.device=cuda} runs them on a GPU. */
    public static final String DEVICE_NAME = System.getProperty("lutra.device", "cpu");

    public static final ComputeDevice DEVICE = Engines.choose(DEVICE_NAME);

    private TestModels() {}

    /** A folder with the models {@code film} of 6 LUTs, {@code other} of 2, and {@code undo}, bijective, of 1. */
    public static Path folder() {
        try {
            Path folder = Files.createTempDirectory("lutra-models");
            ModelFile.write(film(), folder.resolve("film.safetensors"));
            ModelFile.write(other(), folder.resolve("other.safetensors"));
            ModelFile.write(undo(), folder.resolve("undo.safetensors"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Model film() {
        return model(
                "film",
                List.of(
                        lut("kodak-portra-160", "Kodak Portra 160", "color", "kodak"),
                        lut("ilford-hp5", "Ilford HP5 \"+\"", "black-and-white", "ilford"),
                        lut("a.b", "Dotted", "color"),
                        lut("0", "An id that looks like an index", "color"),
                        new ModelLut(
                                "log-to-hdr",
                                "Log to HDR",
                                List.of("hdr"),
                                "CC0-1.0",
                                "Someone",
                                source("log-to-hdr"),
                                WIDE,
                                null,
                                WIDE,
                                Accuracy.NONE,
                                new Fidelity(statistics(), statistics(), Double.POSITIVE_INFINITY)),
                        lut("kodak-gold-200", "Kodak Gold 200", "color", "kodak")));
    }

    public static Model other() {
        return model("other", List.of(lut("teal", "Teal", "color"), lut("kodak-portra-160", "Kodak Portra 160")));
    }

    /**
     * A model whose looks have details of every kind: {@code near} is added to what the network gives, {@code curved} to the
     * identity, {@code grey} is without colour, {@code exact} lossless, {@code wide} of another domain and range, behind a shaper; {@code bare} has
     * none.
     */
    public static Model detailed() {
        List<String> ids = List.of("near", "curved", "grey", "exact", "wide", "bare");
        Model bare = model(
                "detailed",
                ids.stream().map(id -> lut(id, "Look " + id, "detailed")).toList());
        byte[] constants = CodecConstants.identity().toBytes();
        // A network has constants of its own.
        constants[1]++;
        Network network = bare.network().withDetails(CodecConstants.ofBytes(constants));
        var luts = new ArrayList<ModelLut>();
        var looks = new ArrayList<LookCode>();
        try (Decoder decoder = Decoder.open(network, Engines.choose("cpu"), 1)) {
            var encoder = new LookEncoder(decoder, network, 1);
            for (int i = 0; i < ids.size(); i++) {
                Embedding embedding = bare.embeddings().get(i);
                Lut3d source = source(ids.get(i), decoder.prediction(embedding.values()));
                EncodedLook look = encoder.encode(source, embedding, accuracy(ids.get(i)));
                ModelLut bareLut = bare.luts().get(i);
                ModelLut lut = bareLut.id().equals("wide") ? shaped(bareLut) : bareLut;
                luts.add(described(lut, source.domain(), look.range(), look.accuracy(), look.fidelity()));
                looks.add(look.code());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Model(bare.info(), network, luts, looks);
    }

    /** The LUT behind curves of every kind: straight, of evenly spaced points, of points anywhere. */
    private static ModelLut shaped(ModelLut lut) {
        var roots = new float[100];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) (Math.rint((3 * Math.sqrt(i / 99.0) - 1) * 1e4) / 1e4);
        }
        var shaper = new Shaper(
                Curve.identity(-1, 2),
                Curve.uniform(0, 16, roots),
                Curve.of(new float[] {0, 0.1f, 0.7f, 5}, new float[] {-1, -0.3f, 0.9f, 1.9f}));
        return new ModelLut(
                lut.id(),
                lut.title(),
                lut.tags(),
                lut.license(),
                lut.attribution(),
                lut.source(),
                lut.domain(),
                PackedShaper.of(shaper),
                lut.range(),
                lut.accuracy(),
                lut.fidelity());
    }

    /** The LUT as a model with another encoding of it describes it. */
    public static ModelLut described(ModelLut lut, RgbBox domain, RgbBox range, Accuracy accuracy, Fidelity fidelity) {
        return new ModelLut(
                lut.id(),
                lut.title(),
                lut.tags(),
                lut.license(),
                lut.attribution(),
                lut.source(),
                domain,
                lut.shaper(),
                range,
                accuracy,
                fidelity);
    }

    private static Accuracy accuracy(String look) {
        return switch (look) {
            case "exact" -> Accuracy.LOSSLESS;
            case "bare" -> Accuracy.NONE;
            default -> Accuracy.of("0.5/2");
        };
    }

    private static Lut3d source(String look, Prediction network) {
        int size = look.equals("exact") ? 9 : 17;
        if (look.equals("near")) {
            Lut3d predicted = network.at(size);
            return changed(predicted.size(), predicted.lattice(), RgbBox.UNIT, value -> value * (1.1 - 0.1 * value));
        }
        float[] lattice = Lut3d.identity(size).lattice();
        return switch (look) {
            case "grey" -> {
                for (int i = 0; i < lattice.length; i += 3) {
                    Arrays.fill(lattice, i, i + 3, 0.3f * lattice[i] + 0.6f * lattice[i + 1] + 0.1f * lattice[i + 2]);
                }
                yield changed(size, lattice, RgbBox.UNIT, value -> Math.pow(value, 0.8));
            }
            case "wide" -> changed(size, lattice, WIDE, value -> 3 * Math.sqrt(value) - 1);
            default -> changed(size, lattice, RgbBox.UNIT, value -> 0.05 + 0.9 * value * value);
        };
    }

    private static Lut3d changed(int size, float[] lattice, RgbBox domain, DoubleUnaryOperator curve) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) curve.applyAsDouble(lattice[i]);
        }
        return new Lut3d(size, domain, lattice);
    }

    /** A bijective model, of weights so small that its blocks are contractive. */
    public static Model undo() {
        List<ModelLut> luts = List.of(lut("kodak-portra-160", "Kodak Portra 160"));
        Model random = model("undo", luts);
        int matricesEnd = BlockLayout.of(random.network().shape()).output().end();
        List<float[]> blocks = random.network().blocks().stream()
                .map(block -> {
                    var small = block.clone();
                    for (int i = 0; i < matricesEnd; i++) {
                        small[i] = Float.float16ToFloat(Float.floatToFloat16(small[i] / 4));
                    }
                    return small;
                })
                .toList();
        var network = new Network(random.network().shape(), blocks, true);
        return Model.bare(random.info(), network, luts, random.embeddings());
    }

    /** A model with a prior, of a shape with scales. Its embeddings are coded with the prior. */
    public static Model scaled() {
        var shape = new NetworkShape(2, 3, 20, NetworkShape.Bias.ALL, List.of(0, 2));
        Model rounded = model("scaled", List.of(lut("first", "First"), lut("second", "Second")), shape);
        int numbers = shape.embeddingSize();
        var random = new Random(3);
        var mean = new float[numbers];
        var deviation = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            mean[i] = (float) random.nextGaussian() * 0.2f;
            deviation[i] = 0.1f + 0.3f * random.nextFloat();
        }
        EmbeddingPrior prior = new EmbeddingPrior(mean, deviation).toFloat16();
        List<Embedding> embeddings = rounded.luts().stream()
                .<Embedding>map(lut -> CodedEmbedding.of(
                        200,
                        random.doubles(numbers)
                                .mapToInt(ignored -> (int) (random.nextGaussian() * 10))
                                .toArray(),
                        prior))
                .toList();
        return Model.bare(rounded.info(), rounded.network().withPrior(prior), rounded.luts(), embeddings);
    }

    public static Model model(String id, List<ModelLut> luts) {
        return model(id, luts, new NetworkShape(2, 2, 8, NetworkShape.Bias.ALL));
    }

    private static Model model(String id, List<ModelLut> luts, NetworkShape shape) {
        var random = new Random(id.hashCode());
        var layout = BlockLayout.of(shape);
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            var weights = new float[layout.weights()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian() * 0.3f));
            }
            Arrays.fill(weights, layout.scale().from(), layout.scale().end(), 1);
            Arrays.fill(weights, layout.shift().from(), layout.shift().end(), 0);
            blocks.add(weights);
        }
        List<Embedding> embeddings =
                luts.stream().map(lut -> embedding(shape, random)).toList();
        var info = new Model.Info(
                id, "Model " + id, Instant.parse("2026-01-01T00:00:00Z"), "random", "CC-BY-SA-4.0", "The testers");
        return Model.bare(info, new Network(shape, blocks), luts, embeddings);
    }

    public static ModelLut lut(String id, String title, String... tags) {
        return new ModelLut(
                id,
                title,
                List.of(tags),
                null,
                null,
                source(id),
                RgbBox.UNIT,
                null,
                RgbBox.UNIT,
                Accuracy.NONE,
                new Fidelity(statistics(), statistics(), 45.5));
    }

    /** The same LUT has the same source in every model. */
    private static ModelLut.Source source(String id) {
        String sha256 = "%064x".formatted(new BigInteger(1, id.getBytes(StandardCharsets.UTF_8)));
        return new ModelLut.Source("cube", 33, sha256, 1_000_000);
    }

    private static Fidelity.Statistics statistics() {
        return new Fidelity.Statistics(0.5, 1.25, 2.5, 4);
    }

    private static Embedding embedding(NetworkShape shape, Random random) {
        var codes = new byte[shape.embeddingSize()];
        random.nextBytes(codes);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) Math.max(codes[i], -127);
        }
        return new ByteEmbedding(codes, new float[] {0.01f, 0.01f});
    }
}
