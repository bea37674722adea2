package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.DetailEncoder;
import dev.lutra.codec.EncodedDetail;
import dev.lutra.codec.Prediction;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the bytes that details take without a network. */
@Command(
        name = "details",
        description =
                "Prints how many bytes LUTs take as details against the identity, which need no network, and how exact such details are: ΔE76 at the LUT's own size, 8 bits.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DetailsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    LutOptions luts = new LutOptions();

    @Option(
            names = "--accuracy",
            split = ",",
            converter = PromiseOptions.Converter.class,
            paramLabel = "MEAN/P99|lossless",
            description = "Accuracies to encode for, as in 0.5/2,1/4,lossless.")
    List<Accuracy> accuracies = List.of();

    @Option(
            names = "--bytes",
            split = ",",
            paramLabel = "N",
            description = "Largest numbers of bytes, as in 120,396: measures the most exact detail of each size.")
    List<Integer> budgets = List.of();

    @Option(names = "--each", description = "Also print a line for each LUT.")
    boolean each;

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    private final DetailEncoder encoder = new DetailEncoder(CodecConstants.identity());

    /** Makes one detail. */
    private interface Encoding {

        @Nullable
        EncodedDetail of(Lut3d look) throws InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = luts.read(console);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads.count)) {
            for (Accuracy promise : accuracies) {
                print(
                        console,
                        promise.toString(),
                        sources,
                        workers,
                        look -> encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, promise));
            }
            for (int budget : budgets) {
                print(
                        console,
                        "≤ %d bytes".formatted(budget),
                        sources,
                        workers,
                        look -> encoder.encodeWithin(look, Prediction.IDENTITY, budget, true)
                                .orElse(null));
            }
        }
        return 0;
    }

    private void print(
            PrintWriter console, String title, List<SourceLut> sources, ExecutorService workers, Encoding encoding)
            throws InterruptedException, ExecutionException {
        var pending = new ArrayList<Future<@Nullable EncodedDetail>>();
        for (SourceLut source : sources) {
            pending.add(workers.submit(() -> encoding.of(source.normalised())));
        }
        var details = new ArrayList<EncodedDetail>();
        for (int i = 0; i < pending.size(); i++) {
            EncodedDetail detail = pending.get(i).get();
            if (detail != null) {
                details.add(detail);
            }
            if (each) {
                console.println(sources.get(i).id() + "  "
                        + (detail == null ? "none" : line(detail.bytes().length, detail.mean(), detail.p99())));
            }
        }
        int[] bytes = details.stream()
                .mapToInt(detail -> detail.bytes().length)
                .sorted()
                .toArray();
        if (bytes.length > 0) {
            console.printf(
                    "%-12s %4d LUTs  mean of %s  bytes: median %,d, p90 %,d, max %,d%n",
                    title,
                    bytes.length,
                    line(
                            mean(details, detail -> detail.bytes().length),
                            mean(details, EncodedDetail::mean),
                            mean(details, EncodedDetail::p99)),
                    bytes[bytes.length / 2],
                    bytes[bytes.length * 9 / 10],
                    bytes[bytes.length - 1]);
        }
        console.flush();
    }

    private static String line(double bytes, double mean, double p99) {
        return "%,.0f bytes, ΔE76 %.3f, p99 %.2f".formatted(bytes, mean, p99);
    }

    private static double mean(List<EncodedDetail> details, ToDoubleFunction<EncodedDetail> figure) {
        return details.stream().mapToDouble(figure).average().orElseThrow();
    }
}
