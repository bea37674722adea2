package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that Lutra reads and writes. A new format is added to {@link #all}. */
public final class LutFormats {

    public static final LutFormat CUBE = new CubeFormat();
    public static final LutFormat HALD_PNG = new PngFormat();

    static final LutFormat NPY = new NpyFormat();

    private static final List<LutFormat> ALL = List.of(CUBE, HALD_PNG, NPY, new GmicFormat());

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
        return ALL.stream()
                .filter(format -> format.recognises(start))
                .findFirst()
                .or(() -> ofFile(fileName));
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
        LutFormat format =
                ofFile(fileName).orElseThrow(() -> new InvalidLutFile(InvalidLutFile.UNKNOWN_FORMAT, unknown()));
        return format.read(in, limits);
    }

    private static String unknown() {
        return ALL.stream()
                .map(format -> "." + format.extension())
                .collect(Collectors.joining(" and ", "the file name tells no format; known are ", ""));
    }
}
