package dev.lutra.library;

import dev.lutra.problem.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The path of a file in an upload, an archive or a folder, as names only: nothing is opened by it.
 *
 * @param folders from the outermost, plain text; empty for a file that is in none
 * @param name plain text; empty for a folder
 * @param leadsOut whether it leads out of the archive: a sign of ill will, though it would lead nowhere here
 */
public record FilePath(List<String> folders, String name, boolean leadsOut) {

    private static final int MAX_LENGTH = 1024;
    private static final int MAX_FOLDERS = 32;
    private static final int MAX_SHOWN = 200;
    private static final int MAX_TITLE = 200;

    /** What systems leave in folders. */
    private static final List<String> LITTER = List.of("thumbs.db", "ehthumbs.db", "desktop.ini", "icon");

    public FilePath {
        folders = List.copyOf(folders);
    }

    /**
     * Takes a path apart.
     *
     * @param path divided by slashes or backslashes; what is beyond the longest is left out
     */
    public static FilePath of(String path) {
        String start = path.substring(0, Math.min(path.length(), MAX_LENGTH + 1));
        String plain = PlainText.cleaned(start).replace('\\', '/');
        boolean leadsOut = plain.startsWith("/") || plain.startsWith(":", 1);
        var parts = new ArrayList<String>();
        for (String part : plain.split("/", -1)) {
            leadsOut |= part.equals("..");
            parts.add(part.strip());
        }
        String name = parts.removeLast();
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        return new FilePath(parts, name, leadsOut);
    }

    /** The same, without the folders where those are of the sender's own machine. */
    public FilePath inside() {
        return leadsOut ? new FilePath(List.of(), name, false) : this;
    }

    public boolean isFolder() {
        return name.isEmpty();
    }

    /** Whether it is longer, or in more folders, than any path that somebody made by hand. */
    public boolean isTooLong() {
        return folders.size() > MAX_FOLDERS || toString().length() > MAX_LENGTH;
    }

    /** Whether a system put it there, or hides it. */
    public boolean isLitter() {
        return name.startsWith(".")
                || LITTER.contains(name.toLowerCase(Locale.ROOT))
                || folders.stream()
                        .anyMatch(folder ->
                                folder.equals("__MACOSX") || (folder.startsWith(".") && !folder.equals("..")));
    }

    /** The name without its ending, of 200 characters at most; {@code LUT} where there is nothing before the ending. */
    public String title() {
        int dot = name.lastIndexOf('.');
        String title = (dot < 0 ? name : name.substring(0, dot)).strip();
        return title.isEmpty() ? "LUT" : cut(title, MAX_TITLE);
    }

    /** As much of it as a report shows. */
    public String shown() {
        return cut(toString(), MAX_SHOWN);
    }

    /** With slashes. */
    @Override
    public String toString() {
        return folders.isEmpty() ? name : String.join("/", folders) + "/" + name;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
