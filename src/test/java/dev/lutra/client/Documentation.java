package dev.lutra.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code docs/clients.md}, so that what it shows can be held against what a test runs. */
final class Documentation {

    private static final Path PAGE = Path.of("docs/clients.md");

    private Documentation() {}

    /** The first block of code in a language, without white space, in which formatters differ. */
    static String example(String language) throws IOException {
        String fence = "```" + language + "\n";
        String page = Files.readString(PAGE);
        int start = page.indexOf(fence) + fence.length();
        return dense(page.substring(start, page.indexOf("```", start)));
    }

    /** A file without white space. */
    static String file(Path path) throws IOException {
        return dense(Files.readString(path));
    }

    private static String dense(String text) {
        return text.replaceAll("\\s", "");
    }
}
