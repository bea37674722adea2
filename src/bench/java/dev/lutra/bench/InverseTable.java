package dev.lutra.bench;

import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Interpolation;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.command.LutCollection;
import dev.lutra.compute.ComputePool;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.InverseQuality;
import dev.lutra.network.decode.InverseQuality.Method;
import dev.lutra.network.decode.Inverter;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints how well the LUTs of a model are inverted: one line for each, the means at the end. A bijective model is run
 * backwards; the inverses of any other are searched for. See {@code docs/benchmarks/inverse-table}.
 */
public final class InverseTable {

    /** Points along an axis of the tables that a LUT and its inverse are applied with. */
    private static final int COARSE = 33;

    private static final int FINE = 65;

    private static final String HEAD = "%-44s %s%n%-44s %s"
            .formatted(
                    "Inverse, ΔE76",
                    "8-bit outputs again       33³ tables             65³ tables             8-bit inputs again        65³ tables             clipped",
                    "",
                    "   mean     p90     max     mean    p90    max      mean    p90    max       mean     p90     max     mean    p90    max     too    reach");

    /**
     * @param outputs from 8-bit outputs through the inverse and the LUT
     * @param coarse the same with both as 33³ tables
     * @param fine the same with both as 65³ tables
     * @param inputs from 8-bit inputs, but those that the LUT clips, through it and the inverse
     * @param inputsByTables the same with both as 65³ tables
     * @param all from all 8-bit inputs, clipped ones too, through the LUT and the inverse
     * @param coverage of the outputs
     */
    private record Row(
            String name,
            Statistics outputs,
            Statistics coarse,
            Statistics fine,
            Statistics inputs,
            Statistics inputsByTables,
            Statistics all,
            double coverage) {}

    /** The way back, and the box of outputs that its tables span. */
    private record Inverse(Method method, UnaryOperator<float[]> exact, RgbBox outputs, Table table) {}

    /** Gives a lattice of some size to a sink. */
    private interface Table {

        void writeTo(int size, LatticeSink sink) throws IOException;
    }

    private final PrintStream out;
    private final Model model;
    private final ComputeDevice device;
    private final int threads = Runtime.getRuntime().availableProcessors();

    private InverseTable(PrintStream out, Model model, ComputeDevice device) {
        this.out = out;
        this.model = model;
        this.device = device;
    }

    /**
     * Measures the LUTs of a model whose files are in a folder or an archive.
     *
     * @param args the model file, and the folder or zip archive
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("wanted: MODEL FOLDER|ZIP");
            System.exit(2);
        }
        Model model = ModelFile.read(Path.of(args[0]));
        ComputeDevice device = Engines.choose(System.getenv().getOrDefault("LUTRA_DEVICE", "auto"));
        new InverseTable(System.out, model, device).print(LutCollection.read(Path.of(args[1]), name -> name));
    }

    private void print(LutCollection collection) throws IOException {
        Set<String> wanted = collection.luts().stream()
                .map(lut -> lut.source().sha256())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Integer> luts = IntStream.range(0, model.luts().size())
                .filter(index -> wanted.contains(model.luts().get(index).source().sha256()))
                .boxed()
                .toList();
        List<Row> rows = measure(luts);
        out.println(HEAD);
        rows.forEach(row -> out.println(line(row)));
        out.println(line(new Row(
                "mean of %d LUTs".formatted(rows.size()),
                mean(rows, Row::outputs),
                mean(rows, Row::coarse),
                mean(rows, Row::fine),
                mean(rows, Row::inputs),
                mean(rows, Row::inputsByTables),
                mean(rows, Row::all),
                mean(rows.stream().map(Row::coverage).toList(), Double::doubleValue))));
    }

    private List<Row> measure(List<Integer> luts) throws IOException {
        var rows = new ArrayList<Row>();
        try (Decoder decoder = Decoder.open(model.network(), device, threads)) {
            if (model.network().bijective()) {
                try (Inverter inverter = Inverter.open(model.network(), device, threads)) {
                    for (int lut : luts) {
                        EncodedLut unit = unit(model.encoded(lut));
                        rows.add(measure(model.luts().get(lut).id(), unit, decoder, backwards(unit, inverter)));
                    }
                }
            } else {
                var pool = new ComputePool("invert", threads);
                for (int lut : luts) {
                    EncodedLut unit = unit(model.encoded(lut));
                    rows.add(measure(model.luts().get(lut).id(), unit, decoder, searched(unit, decoder, pool)));
                }
            }
        }
        return rows;
    }

    /** With the unit cube for its inputs. */
    private static EncodedLut unit(EncodedLut lut) {
        return new EncodedLut(lut.embedding(), lut.detail(), RgbBox.UNIT, lut.range());
    }

    private static Inverse backwards(EncodedLut lut, Inverter inverter) {
        return new Inverse(
                Method.BIJECTIVE,
                colors -> inverter.invert(lut, colors),
                lut.range(),
                (size, sink) -> inverter.decodeInverse(lut, lut.range(), size, sink));
    }

    private static Inverse searched(EncodedLut lut, Decoder decoder, ComputePool pool) throws IOException {
        Lut3d map = Lut3d.filledBy(FINE, RgbBox.UNIT, sink -> decoder.decode(lut, FINE, sink));
        var inverse = new NumericInverse(map, lut.range(), pool::forEach);
        return new Inverse(Method.NUMERIC, inverse::invert, inverse.outputs(), inverse::lattice);
    }

    private static Row measure(String name, EncodedLut lut, Decoder decoder, Inverse inverse) throws IOException {
        UnaryOperator<float[]> forward = colors -> decoder.apply(lut, colors);
        UnaryOperator<float[]> back = inverse.exact;
        RgbBox range = lut.range();
        Table decoded = (size, sink) -> decoder.decode(lut, size, sink);
        UnaryOperator<float[]> fineForward = lookUp(decoded, FINE, RgbBox.UNIT);
        UnaryOperator<float[]> fineBack = lookUp(inverse.table, FINE, inverse.outputs);
        InverseQuality exact = InverseQuality.measure(inverse.method, forward, back, range);
        return new Row(
                name,
                exact.roundTrip(),
                InverseQuality.roundTrip(
                        lookUp(decoded, COARSE, RgbBox.UNIT), lookUp(inverse.table, COARSE, inverse.outputs), range),
                InverseQuality.roundTrip(fineForward, fineBack, range),
                InverseQuality.undone(forward, back, range, false),
                InverseQuality.undone(fineForward, fineBack, range, false),
                InverseQuality.undone(forward, back, range, true),
                exact.coverage());
    }

    private static UnaryOperator<float[]> lookUp(Table lattice, int size, RgbBox domain) throws IOException {
        Lut3d table = Lut3d.filledBy(size, domain, sink -> lattice.writeTo(size, sink));
        return colors -> {
            var found = new float[colors.length];
            Interpolation.TETRAHEDRAL.apply(table, colors, found, colors.length / 3);
            return found;
        };
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-44s %7.4f %7.4f %7.3f   %6.3f %6.3f %6.2f   %6.3f %6.3f %6.2f   %7.4f %7.4f %7.3f   %6.3f %6.3f %6.2f   %6.3f   %3.0f %%",
                row.name,
                row.outputs.mean(),
                row.outputs.p90(),
                row.outputs.max(),
                row.coarse.mean(),
                row.coarse.p90(),
                row.coarse.max(),
                row.fine.mean(),
                row.fine.p90(),
                row.fine.max(),
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
