package dev.lutra.delivery;

import dev.lutra.library.LibraryLut;
import java.util.ArrayList;
import java.util.List;

/** The licenses and authors of looks in an archive, as those who uploaded them gave them. */
final class Credits {

    private static final String PATH = "LICENSES.txt";

    private final StringBuilder text = new StringBuilder("The licenses and authors of these looks, as far as Lutra knows them.\n");

    void add(String path, LibraryLut lut) {
        text.append("\n%s\n    %s\n    %s\n".formatted(path, lut.title(), line(lut)));
    }

    /** The license and the author of a look on one line. */
    static String line(LibraryLut lut) {
        var parts = new ArrayList<String>(List.of("License: " + (lut.license() == null ? "unknown" : lut.license())));
        if (lut.attribution() != null) {
            parts.add("by " + lut.attribution());
        }
        return String.join(", ", parts);
    }

    ArchiveRequest.Text text() {
        return new ArchiveRequest.Text(PATH, text.toString());
    }
}
