package dev.lutra.command;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints fidelities as a table, with one line for each LUT and the means at the end. */
final class FidelityTable {

    private static final String HEAD = "%-44s %6s %6s %6s %6s   %6s %6s %6s   %6s"
            .formatted("", "ΔE76", "p90", "p99", "max", "ΔE2000", "p90", "max", "PSNR");

    private FidelityTable() {}

    static void print(PrintWriter out, String title, List<String> names, List<Fidelity> fidelities) {
        printHead(out, title);
        for (int i = 0; i < names.size(); i++) {
            out.println(line(names.get(i), fidelities.get(i)));
        }
        printMeans(out, fidelities);
        out.println();
        out.flush();
    }

    /** Prints only the means. */
    static void printMeans(PrintWriter out, String title, List<Fidelity> fidelities) {
        printHead(out, title);
        printMeans(out, fidelities);
        out.flush();
    }

    private static void printHead(PrintWriter out, String title) {
        out.println(title);
        out.println(HEAD);
    }

    private static void printMeans(PrintWriter out, List<Fidelity> fidelities) {
        out.println(line("mean of %d LUTs".formatted(fidelities.size()), FidelityMeter.average(fidelities)));
    }

    private static String line(String name, Fidelity fidelity) {
        Fidelity.Statistics de76 = fidelity.deltaE76();
        Fidelity.Statistics de2000 = fidelity.deltaE2000();
        return String.format(
                Locale.ROOT,
                "%-44s %6.2f %6.2f %6.2f %6.2f   %6.2f %6.2f %6.2f   %6s",
                name,
                de76.mean(),
                de76.p90(),
                de76.p99(),
                de76.max(),
                de2000.mean(),
                de2000.p90(),
                de2000.max(),
                Double.isFinite(fidelity.psnr()) ? String.format(Locale.ROOT, "%.2f", fidelity.psnr()) : "∞");
    }
}
