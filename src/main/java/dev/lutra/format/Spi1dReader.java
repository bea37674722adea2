package dev.lutra.format;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads 1D LUTs of Sony Pictures Imageworks, line by line.
 *
 * <pre>
 * file    = { header } "{" / { row } "}"
 * header  = ( "Version 1" | "From" number number | "Length" whole-number | "Components" ( 1 | 3 ) ) /
 * row     = number [ number number ] /
 * </pre>
 *
 * A slash is a line end; lines may be blank. {@code From} gives the inputs of the first and the last row, 0 and 1 if it
 * is missing. There are {@code Length} rows of as many numbers as {@code Components}: with one, it is the output of all
 * channels. The source is the documentation of OpenColorIO, to which Imageworks gave the format. OpenColorIO reads two
 * components, too, as red and green with a blue of 0; no program writes them, and they are refused.
 */
final class Spi1dReader {

    /** How files of this format start. */
    static final Pattern MARK =
            Pattern.compile("\\s*Version[ \\t]+1\\s+(From|Length|Components)[ \\t]", Pattern.CASE_INSENSITIVE);

    private final FormatLimits limits;
    private final TextScanner scanner;
    private boolean version;
    private float low;
    private float high = 1;
    private int length;
    private int components;

    Spi1dReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), "spi1d");
    }

    LutFile read() throws IOException {
        readHeader();
        var rows = NumberRows.decimal(components);
        rows.read(scanner, length);
        if (!scanner.nextLine() || !scanner.word().equals("}") || scanner.nextWord()) {
            throw scanner.refused("row-count", "no \"}\" after %d rows".formatted(length));
        }
        if (scanner.nextLine()) {
            throw scanner.refused("unexpected-text", "text after \"}\"");
        }
        float[] values = rows.values(0, length);
        RgbBox domain = new RgbBox(new Rgb(low, low, low), new Rgb(high, high, high));
        return LutFile.ofCurves(
                NumberRows.curves(domain, components == 1 ? repeated(values) : values), null, List.of());
    }

    private void readHeader() throws IOException {
        do {
            if (!scanner.nextLine()) {
                throw scanner.refused("header", "the file ends before its rows");
            }
        } while (readHeaderLine());
        if (!version || length == 0 || components == 0) {
            throw scanner.refused("header", "the file has no line Version, Length or Components before its rows");
        }
    }

    /** Returns false at the end of the header. */
    private boolean readHeaderLine() throws IOException {
        String keyword = scanner.word().toLowerCase(Locale.ROOT);
        switch (keyword) {
            case "version" -> {
                nextValue();
                scanner.whole("version", "the version", 1, 1);
                version = true;
            }
            case "from" -> readInputs();
            case "length" -> {
                nextValue();
                length = scanner.whole("size", "the length", 2, limits.curveSize());
            }
            case "components" -> {
                nextValue();
                components = scanner.whole("components", "the number of components", 1, 3);
                if (components == 2) {
                    throw scanner.refused("components", "the number of components is 2, not 1 or 3");
                }
            }
            case "{" -> {}
            default ->
                throw scanner.refused(
                        "unexpected-text", "\"%s\" is no keyword of this format".formatted(scanner.word()));
        }
        if (scanner.nextWord()) {
            throw scanner.refused("unexpected-text", "more after %s than it takes".formatted(keyword));
        }
        return !keyword.equals("{");
    }

    private void readInputs() throws IOException {
        nextValue();
        low = scanner.number();
        nextValue();
        high = scanner.number();
        if (!(low < high)) {
            throw scanner.refused("domain", "the inputs are from %s to %s".formatted(low, high));
        }
    }

    private void nextValue() throws IOException {
        if (!scanner.nextWord()) {
            throw scanner.refused("header", "a value is missing after \"%s\"".formatted(scanner.word()));
        }
    }

    private static float[] repeated(float[] values) {
        var rgb = new float[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return rgb;
    }
}
