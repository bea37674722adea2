package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.network.LookCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Compares delivered LUTs with their promised accuracy, at the size of each source and at 33³. */
final class PromiseTable {

    private static final int PROMISED_SIZE = 33;
    private static final float WHITE = 255;
    private static final double MOST_AT_ENDS = 0.5;
    private static final double MOST_ON_GREYS = 1;
    /** The rounding of a text with six decimals, in codes of 255, and that of a float. */
    private static final double ROUNDING = 0.011;

    private final Accuracy accuracy;
    private final List<Row> rows = new ArrayList<>();

    PromiseTable(Accuracy accuracy) {
        this.accuracy = accuracy;
    }

    /**
     * The worse result of the two sizes.
     *
     * @param ends the errors of black and white, in codes of 255
     * @param greys the errors of the greys, in codes of 255
     * @param tint the largest difference of two channels of a LUT that outputs only greys; 0 for others
     */
    private record Row(String id, int bytes, double mean, double p99, double ends, double greys, double tint) {

        boolean keeps(Accuracy accuracy) {
            return mean <= accuracy.mean() + (accuracy.isLossless() ? ROUNDING : 0)
                    && p99 <= accuracy.p99() + (accuracy.isLossless() ? MOST_ON_GREYS : 0)
                    && ends <= MOST_AT_ENDS + ROUNDING
                    && greys <= MOST_ON_GREYS + ROUNDING
                    && tint == 0;
        }
    }

    /** Measures a LUT. */
    void add(String id, LookCode code, Lut3d source, Deliveries deliveries, int index)
            throws IOException, InterruptedException {
        int bytes = code.embedding().bytes() + code.detailBytes();
        var row = new Row(id, bytes, 0, 0, 0, 0, 0);
        for (int size : new int[] {source.size(), PROMISED_SIZE}) {
            row = worse(row, source.resample(size), deliveries.get(index, size));
        }
        rows.add(row);
    }

    private static Row worse(Row row, Lut3d wanted, Lut3d delivered) {
        var meter = new FidelityMeter();
        meter.add(wanted.lattice(), delivered.lattice(), wanted.points());
        Statistics deltaE76 = meter.result().deltaE76();
        int size = wanted.size();
        double ends = 0;
        double greys = 0;
        for (int i = 0; i < size; i++) {
            int at = 3 * i * (1 + size + size * size);
            for (int channel = at; channel < at + 3; channel++) {
                double off =
                        WHITE * Math.abs(wanted.lattice()[channel] - delivered.lattice()[channel]);
                greys = Math.max(greys, off);
                ends = i == 0 || i == size - 1 ? Math.max(ends, off) : ends;
            }
        }
        return new Row(
                row.id,
                row.bytes,
                Math.max(row.mean, deltaE76.mean()),
                Math.max(row.p99, deltaE76.p99()),
                Math.max(row.ends, ends),
                Math.max(row.greys, greys),
                tint(wanted) == 0 ? Math.max(row.tint, tint(delivered)) : 0);
    }

    private static double tint(Lut3d lut) {
        float largest = 0;
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float max = Math.max(lattice[i], Math.max(lattice[i + 1], lattice[i + 2]));
            float min = Math.min(lattice[i], Math.min(lattice[i + 1], lattice[i + 2]));
            largest = Math.max(largest, max - min);
        }
        return WHITE * largest;
    }

    /** Prints how many LUTs keep the promise, those that do not, and the worst values. */
    void print(PrintWriter out) {
        List<Row> broken = rows.stream().filter(row -> !row.keeps(accuracy)).toList();
        out.printf(
                "Within %s at their own size and at 33³, with black, white and greys: %d of %d LUTs%n",
                accuracy, rows.size() - broken.size(), rows.size());
        out.printf("%-44s %6s %6s %6s   %6s %6s %6s%n", "", "bytes", "ΔE76", "p99", "b, w", "greys", "tint");
        broken.forEach(row -> out.println(line(row)));
        out.println(line(new Row(
                "mean",
                (int) Math.round(mean(row -> row.bytes)),
                mean(Row::mean),
                mean(Row::p99),
                mean(Row::ends),
                mean(Row::greys),
                mean(Row::tint))));
        int[] bytes = rows.stream().mapToInt(Row::bytes).sorted().toArray();
        out.println(line(new Row(
                "median bytes; worst of each",
                bytes[bytes.length / 2],
                max(Row::mean),
                max(Row::p99),
                max(Row::ends),
                max(Row::greys),
                max(Row::tint))));
        out.flush();
    }

    private double mean(ToDoubleFunction<Row> figure) {
        return rows.stream().mapToDouble(figure).average().orElse(0);
    }

    private double max(ToDoubleFunction<Row> figure) {
        return rows.stream().mapToDouble(figure).max().orElse(0);
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-44s %6d %6.3f %6.3f   %6.3f %6.3f %6.3f",
                row.id,
                row.bytes,
                row.mean,
                row.p99,
                row.ends,
                row.greys,
                row.tint);
    }
}
