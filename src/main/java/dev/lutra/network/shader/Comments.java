package dev.lutra.network.shader;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Comments of source code. */
final class Comments {

    private Comments() {}

    /** Writes lines of text, each of which stays one line of a comment. */
    static void write(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            // A backslash at the end would make the next line a part of the comment.
            out.write("// " + line.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\\\]", " ") + "\n");
        }
    }
}
