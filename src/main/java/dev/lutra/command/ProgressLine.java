package dev.lutra.command;

import dev.lutra.network.learn.Progress;
import dev.lutra.network.learn.ProgressListener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows progress: a line that rewrites itself on a terminal, a line every ten seconds in a file. */
final class ProgressLine implements ProgressListener {

    private static final long FILE_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal = isTerminal(System.console());
    private long printed = System.nanoTime() - FILE_NANOS;

    ProgressLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        boolean last = progress.iteration() == progress.iterations();
        if (!terminal && !last && System.nanoTime() - printed < FILE_NANOS) {
            return;
        }
        printed = System.nanoTime();
        String line = "iteration %,d of %,d (%d %%)  loss %.5f  ΔE76 %.2f  %.2f M samples/s  %s left"
                .formatted(
                        progress.iteration(),
                        progress.iterations(),
                        100L * progress.iteration() / progress.iterations(),
                        progress.loss(),
                        progress.deltaE76(),
                        progress.samplesPerSecond() / 1e6,
                        clock(progress.remaining()));
        out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
        if (terminal && last) {
            out.println();
        }
        out.flush();
    }

    private static String clock(Duration duration) {
        return "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }
}
