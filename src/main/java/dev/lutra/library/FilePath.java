package dev.lutra.library;

import dev.lutra.problem.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The path of a file in an upload, an archive or a folder. It only names the file and is never opened.
 *
 * @param folders the names of the folders as plain text, the outermost first; empty for a file outside all folders
 * @param name the name of the file as plain text; empty for a folder
 * @param leadsOut whether the path leads out of the archive. Lutra opens no such path, but the archive may be malicious
 */
public record FilePath(List<String> folders, String name, boolean leadsOut) {

    private static final int MAX_LENGTH = 1024;
    private static final int MAX_FOLDERS = 32;
    private static final int MAX_SHOWN = 200;
    private static final int MAX_TITLE = 200;

    /** Names of files that operating systems create in folders. */
    private static final List<String> LITTER = List.of("thumbs.db", "ehthumbs.db", "desktop.ini", "icon");

    public FilePath {
        folders = List.copyOf(folders);
    }

    /**
     * Parses a path.
     *
     * @param path a path with slashes or backslashes; characters beyond the longest permitted path are cut off
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

    /** The same file without its folders if the path leads out: the folders are those of the sender's machine. */
    public FilePath inside() {
        return leadsOut ? new FilePath(List.of(), name, false) : this;
    }

    public boolean isFolder() {
        return name.isEmpty();
    }

    /** Whether the path has more characters or folders than a path made by hand. */
    public boolean isTooLong() {
        return folders.size() > MAX_FOLDERS || toString().length() > MAX_LENGTH;
    }

    /** Whether an operating system created the file or hides it. */
    public boolean isLitter() {
        return name.startsWith(".")
                || LITTER.contains(name.toLowerCase(Locale.ROOT))
                || folders.stream()
                        .anyMatch(folder ->
                                folder.equals("__MACOSX") || (folder.startsWith(".") && !folder.equals("..")));
    }

    /** The name without its extension, at most 200 characters; {@code LUT} if nothing precedes the extension. */
    public String title() {
        int dot = name.lastIndexOf('.');
        String title = (dot < 0 ? name : name.substring(0, dot)).strip();
        return title.isEmpty() ? "LUT" : cut(title, MAX_TITLE);
    }

    /** The path, cut to the length that a report shows. */
    public String shown() {
        return cut(toString(), MAX_SHOWN);
    }

    /** The path with slashes. */
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
