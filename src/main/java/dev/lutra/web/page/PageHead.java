package dev.lutra.web.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What the head of the page says about what its address shows: the title, and the Open Graph tags (ogp.me) that link
 * previews are made of.
 *
 * @param title plain text
 * @param description plain text
 * @param address the canonical address; null if the address shows nothing
 * @param picture the address of a picture; null if there is none
 */
record PageHead(
        String title,
        String description,
        @Nullable String address,
        @Nullable String picture) {

    private static final Pattern TITLE = Pattern.compile("<title>.*?</title>");
    private static final Pattern DESCRIPTION = Pattern.compile("<meta name=\"description\" content=\".*?\">");

    /** The page with this head in place of its own title and description. */
    String in(String page) {
        var tags = new StringBuilder();
        property(tags, "og:site_name", "Lutra");
        property(tags, "og:type", "website");
        property(tags, "og:title", title);
        property(tags, "og:description", description);
        property(tags, "og:url", address);
        property(tags, "og:image", picture);
        if (picture != null) {
            tags.append("\n<meta name=\"twitter:card\" content=\"summary_large_image\">");
        }
        String described = "<meta name=\"description\" content=\"%s\">%s".formatted(escaped(description), tags);
        String titled = replaced(page, TITLE, "<title>%s</title>".formatted(escaped(title)));
        return replaced(titled, DESCRIPTION, described);
    }

    private static String replaced(String page, Pattern tag, String replacement) {
        return tag.matcher(page).replaceFirst(Matcher.quoteReplacement(replacement));
    }

    private static void property(StringBuilder tags, String name, @Nullable String value) {
        if (value != null) {
            tags.append("\n<meta property=\"%s\" content=\"%s\">".formatted(name, escaped(value)));
        }
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
