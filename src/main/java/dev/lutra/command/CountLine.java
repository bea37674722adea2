package dev.lutra.command;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/** Prints a count of finished items, every ten seconds and at the end. */
final class CountLine implements IntConsumer {

    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final String things;
    private final int all;
    private long printed = System.nanoTime();

    CountLine(PrintWriter out, String things, int all) {
        this.out = out;
        this.things = things;
        this.all = all;
    }

    @Override
    public synchronized void accept(int done) {
        if (done == all || System.nanoTime() - printed > PAUSE_NANOS) {
            printed = System.nanoTime();
            out.printf("%s: %,d of %,d%n", things, done, all);
            out.flush();
        }
    }
}
