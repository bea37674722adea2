package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.CubeNode;
import dev.lutra.format.process.CurveNode;
import dev.lutra.format.process.HalfFloats;
import dev.lutra.format.process.ProcessNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables of a Common LUT Format file.
 *
 * <pre>
 * LUT1D    = { IndexMap } Array of n × 1 or n × 3 numbers, for inputs 0…1
 * LUT3D    = { IndexMap } Array of n × n × n × 3 numbers, blue fastest, for inputs 0…1
 * IndexMap = { input "@" index }
 * </pre>
 *
 * A LUT1D with {@code halfDomain} has an output for each bit pattern of half precision; with {@code rawHalfs} its
 * numbers are such bit patterns. An index map gives the inputs of some points, and is straight between them. A LUT3D
 * that states no interpolation is read like one that states tetrahedral; one that states trilinear is evaluated so.
 */
final class ClfTables {

    private static final Pattern INDEX = Pattern.compile("(\\S+?)\\s*@\\s*(\\S+)\\s*");

    private final XmlElements elements;
    private final ClfSyntax syntax;
    private final FormatLimits limits;

    ClfTables(XmlElements elements, ClfSyntax syntax, FormatLimits limits) {
        this.elements = elements;
        this.syntax = syntax;
        this.limits = limits;
    }

    List<ProcessNode> curves(BitDepth in, BitDepth out) throws IOException {
        String interpolation = elements.attribute("interpolation");
        if (interpolation != null && !interpolation.equals("linear")) {
            throw elements.invalid("interpolation", "the interpolation \"%s\" is not read".formatted(interpolation));
        }
        if (elements.attribute("hueAdjust") != null) {
            throw elements.invalid("attribute", "hueAdjust is not read");
        }
        boolean halfDomain = syntax.flag("halfDomain");
        boolean rawHalfs = syntax.flag("rawHalfs");
        Shaper curves = null;
        var maps = new ArrayList<List<double[]>>();
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "Array" -> {
                    syntax.requireFirst(curves);
                    curves = curves(syntax.dimensions(), out, halfDomain, rawHalfs);
                }
                case "IndexMap" -> addMap(maps, in);
                default -> syntax.skipDescription();
            }
        }
        Shaper found = syntax.requireFound(curves, "Array");
        if (halfDomain && !maps.isEmpty()) {
            throw elements.invalid("index-map", "an index map cannot go with halfDomain");
        }
        return mapped(maps, found.points(), new CurveNode(found));
    }

    /** The LUT1D of which this one is the inverse has its inputs and outputs the other way round. */
    List<ProcessNode> inverseCurves(BitDepth in, BitDepth out) throws IOException {
        List<ProcessNode> forward = curves(out, in);
        if (forward.size() != 1) {
            throw elements.invalid("index-map", "an inverse with an index map is not read");
        }
        Optional<Shaper> inverse = ((CurveNode) forward.getFirst()).curves().inverse();
        return List.of(new CurveNode(inverse.orElseThrow(
                () -> elements.invalid("inverse", "the LUT1D has no inverse: it does not rise all the way"))));
    }

    private Shaper curves(List<Integer> size, BitDepth out, boolean halfDomain, boolean rawHalfs) throws IOException {
        int points = size.getFirst();
        int columns = size.size() == 2 ? size.get(1) : 0;
        if (columns != 1 && columns != 3) {
            throw elements.invalid("array-size", "a LUT1D has n × 1 or n × 3 numbers, not " + ClfSyntax.text(size));
        }
        if (points < 2 || points > limits.curveSize() || halfDomain && points != HalfFloats.PATTERNS) {
            throw elements.invalid(
                    "array-size",
                    halfDomain
                            ? "a LUT1D with halfDomain has %d points, not %d".formatted(HalfFloats.PATTERNS, points)
                            : "a LUT1D has 2…%d points, not %d".formatted(limits.curveSize(), points));
        }
        float[] numbers = XmlNumbers.read(elements, points * columns);
        if (rawHalfs) {
            decodeHalfs(numbers);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (numbers[i] / out.largest());
        }
        Curve red = curve(numbers, 0, columns, halfDomain);
        return columns == 1
                ? Shaper.of(red)
                : new Shaper(red, curve(numbers, 1, columns, halfDomain), curve(numbers, 2, columns, halfDomain));
    }

    private void decodeHalfs(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            int pattern = (int) numbers[i];
            if (pattern != numbers[i] || pattern < 0 || pattern >= HalfFloats.PATTERNS) {
                throw elements.invalid("raw-halfs", "%s is not a bit pattern of 16 bits".formatted(numbers[i]));
            }
            numbers[i] = HalfFloats.of(pattern);
        }
    }

    private Curve curve(float[] numbers, int column, int columns, boolean halfDomain) {
        var outputs = new float[numbers.length / columns];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = numbers[i * columns + column];
        }
        if (halfDomain) {
            int[] patterns = HalfFloats.finitePatterns();
            var ofFinite = new float[patterns.length];
            for (int i = 0; i < patterns.length; i++) {
                ofFinite[i] = requireFinite(outputs[patterns[i]]);
            }
            return withoutLevelEnds(ofFinite);
        }
        for (float output : outputs) {
            requireFinite(output);
        }
        return Curve.uniform(0, 1, outputs);
    }

    /** A curve is constant beyond its ends, so that points there that are level need not be kept. */
    private static Curve withoutLevelEnds(float[] outputs) {
        int from = 0;
        int to = outputs.length - 1;
        while (from < to - 1 && outputs[from] == outputs[from + 1]) {
            from++;
        }
        while (to > from + 1 && outputs[to] == outputs[to - 1]) {
            to--;
        }
        return Curve.of(
                Arrays.copyOfRange(HalfFloats.finite(), from, to + 1), Arrays.copyOfRange(outputs, from, to + 1));
    }

    private float requireFinite(float output) {
        if (!Float.isFinite(output)) {
            throw elements.invalid("not-finite", "the LUT1D has an output that is not finite");
        }
        return output;
    }

    List<ProcessNode> lattice(BitDepth in, BitDepth out) throws IOException {
        Interpolation interpolation = interpolation();
        Lut3d lut = null;
        var maps = new ArrayList<List<double[]>>();
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "Array" -> {
                    syntax.requireFirst(lut);
                    lut = lattice(syntax.dimensions(), out);
                }
                case "IndexMap" -> addMap(maps, in);
                default -> syntax.skipDescription();
            }
        }
        Lut3d found = syntax.requireFound(lut, "Array");
        return mapped(maps, found.size(), new CubeNode(found, interpolation));
    }

    /** More maps than channels are refused before they take memory. */
    private void addMap(List<List<double[]>> maps, BitDepth in) throws IOException {
        if (maps.size() == 3) {
            throw elements.invalid("index-map", "more than three index maps");
        }
        maps.add(indexMap(in));
    }

    private Interpolation interpolation() {
        String text = elements.attribute("interpolation");
        return switch (text == null ? "tetrahedral" : text) {
            case "tetrahedral" -> Interpolation.TETRAHEDRAL;
            case "trilinear", "linear" -> Interpolation.TRILINEAR;
            default -> throw elements.invalid("interpolation", "the interpolation \"%s\" is not read".formatted(text));
        };
    }

    private Lut3d lattice(List<Integer> size, BitDepth out) throws IOException {
        int points = size.getFirst();
        if (size.size() != 4 || size.get(1) != points || size.get(2) != points || size.get(3) != 3) {
            throw elements.invalid("array-size", "a LUT3D has n × n × n × 3 numbers, not " + ClfSyntax.text(size));
        }
        if (points < Lut3d.MIN_SIZE || points > limits.latticeSize()) {
            throw elements.invalid(
                    "array-size",
                    "a LUT3D has %d…%d points along an axis, not %d"
                            .formatted(Lut3d.MIN_SIZE, limits.latticeSize(), points));
        }
        float[] numbers = XmlNumbers.read(elements, 3 * Lattice.points(points));
        BlueFastest.swapRedAndBlue(numbers, points);
        if (out.largest() != 1) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (numbers[i] / out.largest());
            }
        }
        return new Lut3d(points, RgbBox.UNIT, numbers);
    }

    /** Reads pairs of an input, as 0…1, and an index. */
    private List<double[]> indexMap(BitDepth in) throws IOException {
        int count = syntax.dimensions().getFirst();
        String text = elements.text();
        var pairs = new ArrayList<double[]>();
        Matcher matcher = INDEX.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            pairs.add(new double[] {syntax.number(matcher.group(1)) / in.largest(), syntax.number(matcher.group(2))});
            end = matcher.end();
        }
        if (end != text.length() || pairs.size() != count || count < 2) {
            throw elements.invalid(
                    "index-map", "an index map has as many pairs input@index as its dim says, 2 or more");
        }
        return pairs;
    }

    private List<ProcessNode> mapped(List<List<double[]>> maps, int points, ProcessNode node) {
        return switch (maps.size()) {
            case 0 -> List.of(node);
            case 1 -> List.of(new CurveNode(Shaper.of(curve(maps.getFirst(), points))), node);
            case 3 ->
                List.of(
                        new CurveNode(new Shaper(
                                curve(maps.get(0), points), curve(maps.get(1), points), curve(maps.get(2), points))),
                        node);
            default -> throw elements.invalid("index-map", "a node has one index map, or one for each channel");
        };
    }

    private Curve curve(List<double[]> pairs, int points) {
        var inputs = new float[pairs.size()];
        var places = new float[pairs.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) pairs.get(i)[0];
            double index = pairs.get(i)[1];
            if (index < 0 || index > points - 1 || i > 0 && !(inputs[i] > inputs[i - 1])) {
                throw elements.invalid("index-map", "the inputs of an index map ascend, its indexes are in the table");
            }
            places[i] = (float) (index / (points - 1));
        }
        return inputs.length == 2 ? Curve.uniform(inputs[0], inputs[1], places) : Curve.of(inputs, places);
    }
}
