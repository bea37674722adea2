package dev.lutra.command;

import dev.lutra.codec.EncodedToken;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the tokens of many LUTs. */
@Command(
        name = "tokens",
        description =
                "Prints how exact the tokens of LUTs are, over the inputs 0…1, in 8 bits, and on the greys alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TokensCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    LutOptions luts = new LutOptions();

    @Mixin
    TokenBytes bytes = new TokenBytes();

    @Option(names = "--each", description = "Also print a line for each LUT.")
    boolean each;

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    private final TokenEncoder encoder = new TokenEncoder();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<Integer> budgets = bytes.all();
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = luts.read(console);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads.count)) {
            for (int most : budgets) {
                print(console, most, sources, workers);
            }
        }
        return 0;
    }

    private void print(PrintWriter console, int most, List<SourceLut> sources, ExecutorService workers)
            throws InterruptedException, ExecutionException {
        List<Future<EncodedToken>> pending = new ArrayList<>();
        for (SourceLut source : sources) {
            pending.add(workers.submit(() -> encoder.encode(unit(source), most)));
        }
        List<EncodedToken> tokens = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            EncodedToken encoded = pending.get(i).get();
            tokens.add(encoded);
            if (each) {
                line(console, sources.get(i).id(), List.of(encoded));
            }
        }
        line(console, "≤ %d bytes, %d LUTs".formatted(most, tokens.size()), tokens);
        console.flush();
    }

    /** The LUT over 0…1, as a token holds it. */
    private static Lut3d unit(SourceLut source) {
        return new LutFile(source.lut(), source.shaper(), null, List.of())
                .sampled(source.lut().size(), RgbBox.UNIT);
    }

    private static void line(PrintWriter console, String name, List<EncodedToken> tokens) {
        Fidelity all = FidelityMeter.average(
                tokens.stream().map(EncodedToken::fidelity).toList());
        Fidelity greys =
                FidelityMeter.average(tokens.stream().map(EncodedToken::greys).toList());
        double length = tokens.stream()
                .mapToInt(token -> token.token().length())
                .average()
                .orElseThrow();
        long corrected = tokens.stream()
                .filter(token -> token.token().hasCorrectedGreys())
                .count();
        console.printf(
                Locale.ROOT,
                "%s  %.0f bytes, CIEDE2000 %.2f (p99 %.2f), ΔE76 %.2f, greys CIEDE2000 %.2f (max %.2f), corrected in %d%n",
                name,
                length,
                all.deltaE2000().mean(),
                all.deltaE2000().p99(),
                all.deltaE76().mean(),
                greys.deltaE2000().mean(),
                greys.deltaE2000().max(),
                corrected);
    }
}
