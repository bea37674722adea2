package dev.lutra.training.command;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints fidelities as a table: one line for each LUT, the means at the end. */
final class FidelityTable {

    private static final String HEAD =
            "%-44s %6s %6s %6s   %6s %6s %6s   %6s".formatted("", "ΔE76", "p90", "max", "ΔE2000", "p90", "max", "PSNR");

    private FidelityTable() {}

    static void print(PrintWriter out, String title, List<String> names, List<Fidelity> fidelities) {
        out.println(title);
        out.println(HEAD);
        for (int i = 0; i < names.size(); i++) {
            out.println(line(names.get(i), fidelities.get(i)));
        }
        out.println(line("mean of %d LUTs".formatted(names.size()), FidelityMeter.average(fidelities)));
        out.println();
        out.flush();
    }

    static String line(String name, Fidelity fidelity) {
        Fidelity.Statistics de76 = fidelity.deltaE76();
        Fidelity.Statistics de2000 = fidelity.deltaE2000();
        return String.format(
                Locale.ROOT,
                "%-44s %6.2f %6.2f %6.2f   %6.2f %6.2f %6.2f   %6.2f",
                name,
                de76.mean(),
                de76.p90(),
                de76.max(),
                de2000.mean(),
                de2000.p90(),
                de2000.max(),
                fidelity.psnr());
    }
}
