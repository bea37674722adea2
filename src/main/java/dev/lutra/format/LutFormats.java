package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that Lutra reads and writes. A new format is added to {@link #all}. */
public final class LutFormats {

    /**
     * The extensions of all formats but {@code cube} and {@code png}, which have operations of their own, as alternatives
     * of a regular expression, for the patterns of addresses.
     */
    public static final String OTHER_EXTENSIONS =
            "3dl|cimg|cimgz|clf|csp|ctf|gmz|icc|icm|itx|look|npy|spi1d|spi3d|token|vf|vlt";

    public static final LutFormat CUBE = new CubeFormat();
    public static final LutFormat HALD_PNG = new PngFormat();
    static final LutFormat THREE_DL = new ThreeDlFormat();
    public static final LutFormat CLF = new ClfFormat();
    public static final LutFormat LOOK = new LookFormat();
    public static final LutFormat ICC = new IccFormat();
    public static final LutFormat VF = new VfFormat();
    static final LutFormat NPY = new NpyFormat();
    public static final LutFormat TOKEN = new TokenFormat();

    /**
     * Formats with a mark at their start come first, because their texts may hold keywords of the others. Cube is last,
     * because others share its keywords and are told by more than these.
     */
    private static final List<LutFormat> ALL = List.of(
            HALD_PNG,
            NPY,
            ICC,
            TOKEN,
            new GmicFormat(),
            CLF,
            LOOK,
            VF,
            new CspFormat(),
            new Spi1dFormat(),
            new Spi3dFormat(),
            THREE_DL,
            new VltFormat(),
            new ItxFormat(),
            CUBE);

    private LutFormats() {}

    /** All formats, in the order in which a file name is compared with them. */
    public static List<LutFormat> all() {
        return ALL;
    }

    public static Optional<LutFormat> byName(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The format of a file, by its start, or by the extension of its name if its start shows none. */
    public static Optional<LutFormat> of(FileStart start, String fileName) {
        return of(start).or(() -> ofFile(fileName));
    }

    /** The format that the start of a file shows. */
    public static Optional<LutFormat> of(FileStart start) {
        return ALL.stream().filter(format -> format.recognises(start)).findFirst();
    }

    /** The format of a file, by the extension of its name. */
    public static Optional<LutFormat> ofFile(String fileName) {
        return ALL.stream().filter(format -> format.recognises(fileName)).findFirst();
    }

    /**
     * Reads a LUT in the format of the file's extension.
     *
     * @throws InvalidLutFile if no format has this extension ({@code unknown-format}), or as {@link LutFormat#read}
     *     does
     * @throws IOException if the stream cannot be read
     */
    public static LutFile read(String fileName, InputStream in, FormatLimits limits) throws IOException {
        LutFormat format = ofFile(fileName)
                .orElseThrow(() -> new InvalidLutFile(
                        InvalidLutFile.UNKNOWN_FORMAT, "the file name tells no format; known are " + extensions()));
        return format.read(in, limits);
    }

    /** The extensions of all files that are read, such as {@code .cube, .png}, for people. */
    public static String extensions() {
        return ALL.stream()
                .flatMap(format -> format.extensions().stream())
                .distinct()
                .map(extension -> "." + extension)
                .collect(Collectors.joining(", "));
    }
}
