package dev.lutra.delivery;

import dev.lutra.library.LibraryLut;
import java.util.ArrayList;
import java.util.List;

/** Texts about the looks in an archive: who made them, and what their files do not hold of them. */
final class ArchiveNotes {

    private static final String LICENSES = "LICENSES.txt";
    private static final String WARNINGS = "WARNINGS.txt";

    private final StringBuilder licenses =
            new StringBuilder("The licenses and authors of these looks, as far as Lutra knows them.\n");
    private final StringBuilder warnings = new StringBuilder();

    void add(String path, LibraryLut lut, List<String> lost) {
        licenses.append("\n%s\n    %s\n    %s\n".formatted(path, lut.title(), credits(lut)));
        if (!lost.isEmpty()) {
            warnings.append("%s\n    %s\n".formatted(path, String.join("\n    ", lost)));
        }
    }

    /** The license and the author of a look on one line, as those who uploaded it gave them. */
    static String credits(LibraryLut lut) {
        String license = "License: " + (lut.license() == null ? "unknown" : lut.license());
        return lut.attribution() == null ? license : license + ", by " + lut.attribution();
    }

    /** The texts; without that of the warnings if there are none. */
    List<ArchiveRequest.Text> texts() {
        var texts = new ArrayList<>(List.of(new ArchiveRequest.Text(LICENSES, licenses.toString())));
        if (!warnings.isEmpty()) {
            texts.add(new ArchiveRequest.Text(WARNINGS, warnings.toString()));
        }
        return texts;
    }
}
