package dev.lutra.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the outermost element of an XML file by the start of the file. */
final class XmlRoot {

    /** Comments, instructions and blanks before the element. */
    private static final Pattern ROOT = Pattern.compile(
            "(?s)(?:\u00ef\u00bb\u00bf)?\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*+<(?:[\\w.-]+:)?([\\w.-]+)[\\s/>].*");

    private XmlRoot() {}

    /** Whether the outermost element has this name, without its prefix. */
    static boolean is(FileStart start, String name) {
        Matcher matcher = ROOT.matcher(start.text());
        return matcher.matches() && matcher.group(1).equals(name);
    }
}
