package dev.lutra.training.command;

import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Interpolation;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Decoder;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.InverseQuality;
import dev.lutra.network.InverseQuality.Method;
import dev.lutra.network.Inverter;
import dev.lutra.network.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Prints how well a bijective model's inverses undo its LUTs: one line for each, the means at the end. */
final class InverseTable {

    /** Points along an axis of the tables that a LUT and its inverse are applied with. */
    private static final int TABLE = 33;

    private static final String HEAD = "%-44s %s%n%-44s %s"
            .formatted(
                    "Inverse, ΔE76",
                    "8-bit outputs again       through 33³ tables     8-bit inputs again        through 33³ tables     clipped",
                    "",
                    "   mean     p90     max     mean    p90    max      mean     p90     max     mean    p90    max     too    reach");

    /**
     * @param outputs from 8-bit outputs through the inverse and the LUT
     * @param outputsByTables the same with both as tables
     * @param inputs from 8-bit inputs, but those that the LUT clips, through it and the inverse
     * @param inputsByTables the same with both as tables
     * @param all from all 8-bit inputs, clipped ones too, through the LUT and the inverse
     * @param coverage of the outputs
     */
    private record Row(
            String name,
            Statistics outputs,
            Statistics outputsByTables,
            Statistics inputs,
            Statistics inputsByTables,
            Statistics all,
            double coverage) {}

    private InverseTable() {}

    static void print(PrintWriter out, Model model, List<Integer> luts, boolean summary, ComputeOptions compute)
            throws IOException {
        var rows = new ArrayList<Row>();
        try (Decoder decoder = Decoder.open(model.network(), compute.device, compute.threads);
                Inverter inverter = Inverter.open(model.network(), compute.device, compute.threads)) {
            for (int lut : luts) {
                rows.add(measure(model.luts().get(lut).id(), model.encoded(lut), decoder, inverter));
            }
        }
        out.println(HEAD);
        if (!summary) {
            rows.forEach(row -> out.println(line(row)));
        }
        out.println(line(new Row(
                "mean of %d LUTs".formatted(rows.size()),
                mean(rows, Row::outputs),
                mean(rows, Row::outputsByTables),
                mean(rows, Row::inputs),
                mean(rows, Row::inputsByTables),
                mean(rows, Row::all),
                mean(rows.stream().map(Row::coverage).toList(), Double::doubleValue))));
        out.flush();
    }

    private static Row measure(String name, EncodedLut lut, Decoder decoder, Inverter inverter) throws IOException {
        UnaryOperator<float[]> forward = colors -> decoder.apply(lut, colors);
        UnaryOperator<float[]> inverse = colors -> inverter.invert(lut, colors);
        UnaryOperator<float[]> forwardTable = table(
                Domain.UNIT,
                sink -> decoder.decode(new EncodedLut(lut.numbers(), Domain.UNIT, lut.range()), TABLE, sink));
        UnaryOperator<float[]> inverseTable = table(
                lut.range(),
                sink -> inverter.decodeInverse(
                        new EncodedLut(lut.numbers(), Domain.UNIT, lut.range()), lut.range(), TABLE, sink));
        InverseQuality exact = InverseQuality.measure(Method.BIJECTIVE, forward, inverse, lut.range());
        InverseQuality byTables = InverseQuality.measure(Method.BIJECTIVE, forwardTable, inverseTable, lut.range());
        return new Row(
                name,
                exact.roundTrip(),
                byTables.roundTrip(),
                InverseQuality.undone(forward, inverse, lut.range(), false),
                InverseQuality.undone(forwardTable, inverseTable, lut.range(), false),
                InverseQuality.undone(forward, inverse, lut.range(), true),
                exact.coverage());
    }

    /** Gives a lattice to a sink. */
    private interface Lattice {

        void writeTo(LatticeSink sink) throws IOException;
    }

    private static UnaryOperator<float[]> table(Domain domain, Lattice lattice) throws IOException {
        var values = new float[3 * TABLE * TABLE * TABLE];
        var at = new int[1];
        lattice.writeTo((rgb, points) -> {
            System.arraycopy(rgb, 0, values, at[0], 3 * points);
            at[0] += 3 * points;
        });
        var table = new Lut3d(TABLE, domain, values);
        return colors -> {
            var looked = new float[colors.length];
            Interpolation.TETRAHEDRAL.apply(table, colors, looked, colors.length / 3);
            return looked;
        };
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-44s %7.4f %7.4f %7.3f   %6.3f %6.3f %6.2f   %7.4f %7.4f %7.3f   %6.3f %6.3f %6.2f   %6.3f   %3.0f %%",
                row.name,
                row.outputs.mean(),
                row.outputs.p90(),
                row.outputs.max(),
                row.outputsByTables.mean(),
                row.outputsByTables.p90(),
                row.outputsByTables.max(),
                row.inputs.mean(),
                row.inputs.p90(),
                row.inputs.max(),
                row.inputsByTables.mean(),
                row.inputsByTables.p90(),
                row.inputsByTables.max(),
                row.all.mean(),
                100 * row.coverage);
    }

    private static Statistics mean(List<Row> rows, Function<Row, Statistics> part) {
        List<Statistics> parts = rows.stream().map(part).toList();
        return new Statistics(
                mean(parts, Statistics::mean),
                mean(parts, Statistics::p90),
                mean(parts, Statistics::p99),
                mean(parts, Statistics::max));
    }

    private static <T> double mean(List<T> values, ToDoubleFunction<T> figure) {
        return values.stream().mapToDouble(figure).average().orElse(0);
    }
}
