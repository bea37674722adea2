package dev.lutra.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts that all process nodes of a Common LUT Format file share. */
final class ClfSyntax {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+]?\\d{1,4})?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern SIZES = Pattern.compile("\\d{1,6}(\\s+\\d{1,6}){0,3}");

    private final XmlElements elements;

    ClfSyntax(XmlElements elements) {
        this.elements = elements;
    }

    /** A number, of which nothing is lost. */
    double number(String text) {
        String stripped = text.strip();
        if (!NUMBER.matcher(stripped).matches()) {
            throw elements.invalid("not-a-number", "\"%s\" is not a number".formatted(stripped));
        }
        double number = Double.parseDouble(stripped);
        if (!Float.isFinite((float) number)) {
            throw elements.invalid("not-finite", "\"%s\" is too large".formatted(stripped));
        }
        return number;
    }

    /**
     * The few numbers in the text of the current element, of which nothing is lost. Moves out of the element.
     *
     * @throws InvalidLutFile if there are more or fewer
     */
    double[] numbers(int count) throws IOException {
        String text = elements.text();
        String[] words = text.isEmpty() ? new String[0] : BLANKS.split(text);
        if (words.length != count) {
            throw elements.invalid("number-count", "%d numbers, where %d are expected".formatted(words.length, count));
        }
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(words[i]);
        }
        return numbers;
    }

    /** The whole numbers of the attribute {@code dim} of the current element. */
    List<Integer> dimensions() {
        String text = elements.attribute("dim");
        if (text == null || !SIZES.matcher(text.strip()).matches()) {
            throw elements.invalid("array-size", "dim has one to four whole numbers");
        }
        var sizes = new ArrayList<Integer>();
        for (String size : BLANKS.split(text.strip(), -1)) {
            sizes.add(Integer.parseInt(size));
        }
        return sizes;
    }

    /** Sizes for a message. */
    static String text(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    /** Whether an attribute says true. It may say nothing else. */
    boolean flag(String attribute) {
        String text = elements.attribute(attribute);
        if (text != null && !text.equals("true")) {
            throw elements.invalid("attribute", "%s is \"true\", or not there".formatted(attribute));
        }
        return text != null;
    }

    /** Skips an element within a node that does not change colours, and rejects others. */
    void skipDescription() throws IOException {
        switch (elements.name()) {
            case "Description", "InputDescriptor", "OutputDescriptor", "ViewingDescriptor" -> elements.skip();
            default ->
                throw elements.invalid(
                        "unexpected-element", "an element <%s> is not expected here".formatted(elements.name()));
        }
    }

    /** Rejects the current element if one was found before. */
    void requireFirst(@Nullable Object found) {
        if (found != null) {
            throw elements.invalid("repeated", "the node has more than one <%s>".formatted(elements.name()));
        }
    }

    /** Rejects a node that lacks an element. */
    <T> T requireFound(@Nullable T found, String name) {
        if (found == null) {
            throw elements.invalid("missing", "the node has no <%s>".formatted(name));
        }
        return found;
    }
}
