package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the errors of the LUTs of a model. */
@Command(
        name = "evaluate",
        description = {
            "Prints how faithfully a model reproduces LUTs: ΔE76 and CIEDE2000 with their mean, 90th percentile and maximum, and PSNR in dB.",
            "It measures over the whole gamut (all colours of a level-8 Hald image) and, with --images, over the colours of photographs. LUTs are recognised by their content."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ModelOptions model = new ModelOptions();

    @Mixin
    LutOptions luts = new LutOptions();

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Also measure over the colours of these photographs (.png, .jpg).")
    @Nullable
    Path images;

    @Option(
            names = "--service",
            paramLabel = "URL",
            description = "Measure what this service delivers as .cube at 64³, instead of decoding the model here.")
    @Nullable
    URI service;

    @Option(
            names = "--accuracy",
            converter = PromiseOptions.Converter.class,
            paramLabel = "MEAN/P99",
            description =
                    "Also count the LUTs that keep this accuracy at their own size and at 33³, and print the others.")
    @Nullable
    Accuracy accuracy;

    @Option(names = "--summary", description = "Print only the means.")
    boolean summary;

    @Mixin
    ComputeOptions compute = new ComputeOptions();

    /** A LUT of the model and its source. */
    private record Pair(int index, ModelLut lut, Lut3d source) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        Model measured = model.read();
        List<Pair> pairs = pairs(measured, luts.read(console));
        List<Fidelity> gamut = service == null
                ? Measurement.of(measured, compute, pairs.size(), (evaluation, i) -> {
                    Pair pair = pairs.get(i);
                    return evaluation.overGamut(measured.encoded(pair.index), pair.source);
                })
                : measureService(measured, service, pairs);
        print(console, service == null ? "Whole gamut" : "Whole gamut, as delivered by " + service, pairs, gamut);
        if (images != null) {
            float[] colors = PhotographColors.read(images);
            List<Fidelity> natural = Measurement.of(measured, compute, pairs.size(), (evaluation, i) -> {
                Pair pair = pairs.get(i);
                return evaluation.overColors(measured.encoded(pair.index), pair.source, colors);
            });
            print(console, "%,d colours of photographs".formatted(colors.length / 3), pairs, natural);
        }
        if (accuracy != null) {
            printPromises(console, measured, accuracy, pairs);
        }
        return 0;
    }

    private void print(PrintWriter console, String title, List<Pair> pairs, List<Fidelity> fidelities) {
        if (summary) {
            FidelityTable.printMeans(console, title, fidelities);
        } else {
            List<String> names = pairs.stream().map(pair -> pair.lut.id()).toList();
            FidelityTable.print(console, title, names, fidelities);
        }
    }

    private List<Pair> pairs(Model model, List<SourceLut> sources) {
        Map<String, Lut3d> bySha256 = new LinkedHashMap<>();
        sources.forEach(source -> bySha256.put(source.source().sha256(), source.lut()));
        var pairs = new ArrayList<Pair>();
        for (int index = 0; index < model.luts().size(); index++) {
            ModelLut lut = model.luts().get(index);
            Lut3d source = bySha256.get(lut.source().sha256());
            if (source != null) {
                pairs.add(new Pair(index, lut, source));
            }
        }
        if (pairs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "the model holds none of these LUTs");
        }
        return pairs;
    }

    private List<Fidelity> measureService(Model model, URI service, List<Pair> pairs)
            throws IOException, InterruptedException {
        var fidelities = new ArrayList<Fidelity>();
        try (Deliveries deliveries = Deliveries.of(model, service)) {
            for (Pair pair : pairs) {
                fidelities.add(Evaluation.atPointsOf(deliveries.get(pair.index, Evaluation.GAMUT_SIZE), pair.source));
            }
        }
        return fidelities;
    }

    private void printPromises(PrintWriter console, Model model, Accuracy accuracy, List<Pair> pairs)
            throws IOException, InterruptedException {
        var table = new PromiseTable(accuracy);
        try (Deliveries deliveries = service == null ? Deliveries.of(model, compute) : Deliveries.of(model, service)) {
            for (Pair pair : pairs) {
                table.add(pair.lut.id(), model.looks().get(pair.index), pair.source, deliveries, pair.index);
            }
        }
        table.print(console);
    }
}
