package dev.lutra.network;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generated looks: smooth curves and a mix of channels, as film looks have. */
public final class TestLuts {

    public static final NetworkShape SMALL = new NetworkShape(2, 3, 16, NetworkShape.Bias.ALL);

    /** The network on the Vector API, whatever else there is. */
    public static final ComputeDevice VECTOR = ComputeDevice.cpu(ComputeDevice.Kind.VECTOR, "for a test");

    /** The network in libtorch, on the CPU. */
    public static final ComputeDevice TORCH = ComputeDevice.cpu(ComputeDevice.Kind.TORCH_CPU, "for a test");

    private TestLuts() {}

    /** The network in libtorch, on the CPU. */
    public static Engine torch(Network network) {
        return Engines.open(network, TORCH);
    }

    public static List<Lut3d> looks(int count, long seed) {
        var random = new SplittableRandom(seed);
        var looks = new ArrayList<Lut3d>();
        for (int i = 0; i < count; i++) {
            looks.add(look(random, RgbBox.UNIT, 0, 1));
        }
        return looks;
    }

    /** A look whose outputs reach from {@code low} to {@code high}. */
    public static Lut3d look(SplittableRandom random, RgbBox domain, float low, float high) {
        double gamma = random.nextDouble(0.7, 1.4);
        double mix = random.nextDouble(0, 0.3);
        double tint = random.nextDouble(-0.1, 0.1);
        int size = 9;
        float[] lattice = Lut3d.identity(size).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            double mean = (lattice[i] + lattice[i + 1] + lattice[i + 2]) / 3.0;
            for (int channel = 0; channel < 3; channel++) {
                double value = Math.pow((1 - mix) * lattice[i + channel] + mix * mean, gamma);
                value = Math.clamp(value + tint * (channel - 1) * value * (1 - value) * 4, 0, 1);
                lattice[i + channel] = (float) (low + value * (high - low));
            }
        }
        return new Lut3d(size, domain, lattice);
    }

    public static Model model(Network network, List<Lut3d> luts, List<Embedding> embeddings) {
        var described = new ArrayList<ModelLut>();
        for (int i = 0; i < luts.size(); i++) {
            described.add(new ModelLut(
                    "look-" + i,
                    "Look " + i,
                    List.of("color", "generated"),
                    null,
                    null,
                    new ModelLut.Source("cube", luts.get(i).size(), "%064x".formatted(i), 1000 + i),
                    luts.get(i).domain(),
                    null,
                    OutputRange.of(luts.get(i)),
                    Accuracy.NONE,
                    new Fidelity(
                            new Fidelity.Statistics(0.5, 1, 1.5, 2), new Fidelity.Statistics(0.25, 0.5, 0.75, 1), 40)));
        }
        var info = new Model.Info("test", "Test", Instant.parse("2026-01-01T00:00:00Z"), "generated", "CC0-1.0", null);
        return Model.bare(info, network, described, embeddings);
    }
}
