package dev.lutra.format;

import dev.lutra.problem.PlainText;

/** Text in XML files. */
final class XmlText {

    private XmlText() {}

    /** Makes {@linkplain PlainText#cleaned plain text} that can stand in an element, or in quotation marks. */
    static String escaped(String text) {
        return PlainText.cleaned(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
