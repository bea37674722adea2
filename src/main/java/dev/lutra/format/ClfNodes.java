package dev.lutra.format;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.format.process.ChannelNode;
import dev.lutra.format.process.ColorDecision;
import dev.lutra.format.process.MatrixNode;
import dev.lutra.format.process.ProcessNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the process nodes of a Common LUT Format file.
 *
 * <pre>
 * Matrix   = Array of 3 × 3 or 3 × 4 numbers, row by row; the fourth column is an offset
 * Range    = { minInValue | maxInValue | minOutValue | maxOutValue }, style Clamp or noClamp
 * ASC_CDL  = [ SOPNode = Slope Offset Power ] [ SatNode = Saturation ], style Fwd, Rev, FwdNoClamp or RevNoClamp
 * </pre>
 *
 * {@link ClfTables} reads LUT1D and LUT3D, {@link ClfFunctions} reads Log and Exponent.
 */
final class ClfNodes {

    private static final List<String> NAMES =
            List.of("LUT1D", "InverseLUT1D", "LUT3D", "Matrix", "Range", "Log", "Exponent", "Gamma", "ASC_CDL");

    private final XmlElements elements;
    private final ClfSyntax syntax;
    private final ClfTables tables;
    private final ClfFunctions functions;

    ClfNodes(XmlElements elements, FormatLimits limits) {
        this.elements = elements;
        syntax = new ClfSyntax(elements);
        tables = new ClfTables(elements, syntax, limits);
        functions = new ClfFunctions(elements, syntax);
    }

    /** Whether a node of this name is read. */
    static boolean knows(String name) {
        return NAMES.contains(name);
    }

    /** Reads the current element, and moves out of it. */
    List<ProcessNode> read(String name) throws IOException {
        BitDepth in = depth("inBitDepth");
        BitDepth out = depth("outBitDepth");
        return switch (name) {
            case "LUT1D" -> tables.curves(in, out);
            case "InverseLUT1D" -> tables.inverseCurves(in, out);
            case "LUT3D" -> tables.lattice(in, out);
            case "Matrix" -> List.of(matrix(in, out));
            case "Range" -> List.of(range(in, out));
            case "Log" -> List.of(functions.log());
            case "Exponent" -> List.of(functions.exponent("ExponentParams", "exponent"));
            case "Gamma" -> List.of(functions.exponent("GammaParams", "gamma"));
            default -> colorDecision();
        };
    }

    private BitDepth depth(String attribute) {
        String text = elements.attribute(attribute);
        if (text == null) {
            throw elements.invalid("bit-depth", "%s is missing".formatted(attribute));
        }
        return BitDepth.of(text)
                .orElseThrow(() -> elements.invalid(
                        "bit-depth", "%s is 8i, 10i, 12i, 16i, 16f or 32f, not \"%s\"".formatted(attribute, text)));
    }

    private MatrixNode matrix(BitDepth in, BitDepth out) throws IOException {
        MatrixNode matrix = null;
        while (elements.nextElement()) {
            if (elements.name().equals("Array")) {
                syntax.requireFirst(matrix);
                matrix = matrix(syntax.dimensions(), in, out);
            } else {
                syntax.skipDescription();
            }
        }
        return syntax.requireFound(matrix, "Array");
    }

    private MatrixNode matrix(List<Integer> size, BitDepth in, BitDepth out) throws IOException {
        int rows = size.getFirst();
        int columns = size.size() < 2 ? 0 : size.get(1);
        boolean isMatrix = size.size() == 2 || size.size() == 3 && size.get(2) == rows;
        if (!isMatrix || rows < 3 || rows > 4 || columns < rows || columns > rows + 1) {
            throw elements.invalid("array-size", "a matrix has 3 × 3 or 3 × 4 numbers, not " + ClfSyntax.text(size));
        }
        double[] numbers = syntax.numbers(rows * columns);
        if (rows == 4) {
            requireAlphaUntouched(numbers, columns);
        }
        var scaled = new double[12];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                scaled[4 * row + column] = numbers[row * columns + column] * in.largest() / out.largest();
            }
            scaled[4 * row + 3] = columns > rows || rows == 3 && columns == 4
                    ? numbers[row * columns + columns - 1] / out.largest()
                    : 0;
        }
        return new MatrixNode(scaled);
    }

    /** A matrix of four rows and columns is accepted if alpha neither changes nor changes a colour. */
    private void requireAlphaUntouched(double[] numbers, int columns) {
        for (int i = 0; i < 4; i++) {
            boolean same = numbers[3 * columns + i] == (i == 3 ? numbers[3 * columns + 3] : 0)
                    && (i == 3 || numbers[i * columns + 3] == 0);
            if (!same) {
                throw elements.invalid("matrix-alpha", "the matrix mixes alpha with the colours");
            }
        }
    }

    private ProcessNode range(BitDepth in, BitDepth out) throws IOException {
        String style = Objects.requireNonNullElse(elements.attribute("style"), "Clamp");
        boolean clamps = style.equalsIgnoreCase("Clamp");
        if (!clamps && !style.equalsIgnoreCase("noClamp")) {
            throw elements.invalid("style", "the style of a range is Clamp or noClamp, not \"%s\"".formatted(style));
        }
        Map<String, Double> limits = new TreeMap<>();
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "minInValue", "maxInValue" -> readInto(limits, in);
                case "minOutValue", "maxOutValue" -> readInto(limits, out);
                default -> syntax.skipDescription();
            }
        }
        Double minIn = limits.get("minInValue");
        Double maxIn = limits.get("maxInValue");
        Double minOut = limits.get("minOutValue");
        Double maxOut = limits.get("maxOutValue");
        if ((minIn == null) != (minOut == null) || (maxIn == null) != (maxOut == null)) {
            throw elements.invalid("range", "an input of the range has no output, or an output no input");
        }
        if (minIn != null && minOut != null && maxIn != null && maxOut != null) {
            return range(minIn, maxIn, minOut, maxOut, clamps);
        }
        return limit(minIn, minOut, maxIn, maxOut, clamps);
    }

    private void readInto(Map<String, Double> limits, BitDepth depth) throws IOException {
        String name = elements.name();
        if (limits.put(name, syntax.number(elements.text()) / depth.largest() + 0.0) != null) {
            throw elements.invalid("range", "%s is there twice".formatted(name));
        }
    }

    private ProcessNode range(double minIn, double maxIn, double minOut, double maxOut, boolean clamps) {
        if (!((float) minIn < (float) maxIn) || minOut > maxOut) {
            throw elements.invalid("range", "the minimum of the range is not below its maximum");
        }
        double slope = (maxOut - minOut) / (maxIn - minIn);
        var inputs = new RgbBox(grey(minIn), grey(maxIn));
        return clamps
                ? ChannelNode.of(x -> Math.clamp((x - minIn) * slope + minOut, minOut, maxOut))
                        .over(inputs)
                : MatrixNode.scale(slope, minOut - minIn * slope, inputs);
    }

    /** A range with one end only, which limits values and does not change the others. */
    private ChannelNode limit(
            @Nullable Double minIn,
            @Nullable Double minOut,
            @Nullable Double maxIn,
            @Nullable Double maxOut,
            boolean clamps) {
        if (!clamps || minIn == null && maxIn == null) {
            throw elements.invalid("range", "a range without limits on both ends must clamp at one end");
        }
        if (minIn != null && minOut != null) {
            requireSame(minIn, minOut);
            return ChannelNode.of(x -> Math.max(x, minIn));
        }
        requireSame(maxIn == null ? 0 : maxIn, maxOut == null ? 0 : maxOut);
        double greatest = maxIn == null ? 0 : maxIn;
        return ChannelNode.of(x -> Math.min(x, greatest));
    }

    private void requireSame(double in, double out) {
        if (Math.abs(in - out) > 1e-6) {
            throw elements.invalid("range", "a range with one end only has the same input and output there");
        }
    }

    private static Rgb grey(double value) {
        return new Rgb((float) value, (float) value, (float) value);
    }

    private List<ProcessNode> colorDecision() throws IOException {
        String style = elements.attribute("style");
        String name = style == null ? "fwd" : style.toLowerCase(Locale.ROOT);
        Map<String, List<Double>> values = new TreeMap<>();
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "SOPNode", "SatNode" -> readColorDecision(values);
                default -> syntax.skipDescription();
            }
        }
        if (values.containsKey("Slope") || values.containsKey("Offset") || values.containsKey("Power")) {
            for (String part : List.of("Slope", "Offset", "Power")) {
                if (!values.containsKey(part)) {
                    throw elements.invalid("cdl", "the SOPNode has no " + part);
                }
            }
        }
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        var decision = new ColorDecision(
                values.getOrDefault("Slope", ones),
                values.getOrDefault("Offset", List.of(0.0, 0.0, 0.0)),
                values.getOrDefault("Power", ones),
                values.getOrDefault("Saturation", List.of(1.0)).getFirst(),
                !name.contains("noclamp"));
        return switch (name) {
            case "fwd", "fwdnoclamp", "v1.2_fwd", "noclampfwd" -> forward(decision);
            case "rev", "revnoclamp", "v1.2_rev", "noclamprev" -> reverse(decision);
            default ->
                throw elements.invalid(
                        "style",
                        "the style of an ASC_CDL is Fwd, Rev, FwdNoClamp or RevNoClamp, not \"%s\"".formatted(style));
        };
    }

    private List<ProcessNode> forward(ColorDecision decision) {
        requireLimits(decision, 0);
        return decision.forward();
    }

    private List<ProcessNode> reverse(ColorDecision decision) {
        requireLimits(decision, Double.MIN_NORMAL);
        return decision.reverse();
    }

    private void requireLimits(ColorDecision decision, double least) {
        if (decision.slope().stream().anyMatch(slope -> slope < least)
                || decision.power().stream().anyMatch(power -> power <= 0)
                || decision.saturation() < least) {
            throw elements.invalid("cdl", "slope and saturation are 0 or more (above 0 in reverse), power is above 0");
        }
    }

    private void readColorDecision(Map<String, List<Double>> values) throws IOException {
        while (elements.nextElement()) {
            String part = elements.name();
            switch (part) {
                case "Slope", "Offset", "Power" -> put(values, part, 3);
                case "Saturation" -> put(values, part, 1);
                default -> syntax.skipDescription();
            }
        }
    }

    private void put(Map<String, List<Double>> values, String part, int count) throws IOException {
        List<Double> numbers = Arrays.stream(syntax.numbers(count)).boxed().toList();
        if (values.put(part, numbers) != null) {
            throw elements.invalid("cdl", "%s is there twice".formatted(part));
        }
    }
}
