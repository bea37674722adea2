package dev.lutra.format;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dictionary before the numbers of a NumPy array. It is parsed as what NumPy writes, never evaluated.
 *
 * <pre>
 * dictionary = "{" entry { "," entry } [ "," ] "}" blanks
 * entry      = "'" key "'" ":" ( "'" text "'" | "True" | "False" | "(" numbers ")" )
 * </pre>
 *
 * Quotation marks may be double ones. Each of the three keys is there once, and no other.
 *
 * @param number the type of the numbers
 * @param order the order of their bytes
 * @param fortranOrder whether the first index is the fastest one
 * @param shape the number of indices along each axis
 */
record NpyHeader(BinaryNumber number, ByteOrder order, boolean fortranOrder, List<Long> shape) {

    private static final Pattern DICTIONARY = Pattern.compile("\\s*+\\{(.*)\\}\\s*+", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*+(['\"])(\\w++)\\1\\s*+:\\s*+(?:(['\"])([^'\"]*+)\\3|(True|False)|\\(([^()]*+)\\))\\s*+(?:,|\\z)");
    private static final Pattern NUMBERS = Pattern.compile("\\s*+(?:\\d{1,18}\\s*+,\\s*+)*+(?:\\d{1,18}\\s*+)?");
    private static final Pattern NUMBER = Pattern.compile("\\d++");

    static NpyHeader parse(String text) {
        Matcher dictionary = DICTIONARY.matcher(text);
        if (!dictionary.matches()) {
            throw invalid("it is no dictionary");
        }
        Map<String, String> entries = entries(dictionary.group(1));
        String type = entry(entries, "descr");
        return new NpyHeader(number(type), order(type), fortranOrder(entry(entries, "fortran_order")), shape(entries));
    }

    static InvalidLutFile invalid(String reason) {
        return new InvalidLutFile("npy-header", "the header of the array cannot be read: " + reason);
    }

    private static Map<String, String> entries(String body) {
        var entries = new LinkedHashMap<String, String>();
        Matcher entry = ENTRY.matcher(body);
        int at = 0;
        while (entry.find(at) && entry.start() == at) {
            String value = entry.group(5) != null ? entry.group(5) : entry.group(entry.group(4) != null ? 4 : 6);
            if (entries.put(entry.group(2), value) != null) {
                throw invalid("it has '%s' twice".formatted(entry.group(2)));
            }
            at = entry.end();
        }
        if (!body.substring(at).isBlank()) {
            throw invalid("its entry %d is none that NumPy writes".formatted(entries.size() + 1));
        }
        if (entries.size() != 3) {
            throw invalid("it has %d entries, not descr, fortran_order and shape".formatted(entries.size()));
        }
        return entries;
    }

    private static String entry(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null) {
            throw invalid("it has no '%s'".formatted(key));
        }
        return value;
    }

    private static BinaryNumber number(String type) {
        return switch (type) {
            case "<f2", ">f2" -> BinaryNumber.FLOAT16;
            case "<f4", ">f4" -> BinaryNumber.FLOAT32;
            case "<f8", ">f8" -> BinaryNumber.FLOAT64;
            default ->
                throw new InvalidLutFile(
                        "npy-type",
                        "the numbers must be float16, float32 or float64; their type is '%s'".formatted(type));
        };
    }

    private static ByteOrder order(String type) {
        return type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static boolean fortranOrder(String value) {
        return switch (value) {
            case "True" -> true;
            case "False" -> false;
            default -> throw invalid("fortran_order is neither True nor False");
        };
    }

    private static List<Long> shape(Map<String, String> entries) {
        String numbers = entry(entries, "shape");
        if (!NUMBERS.matcher(numbers).matches()) {
            throw invalid("its shape is no list of whole numbers");
        }
        var shape = new ArrayList<Long>();
        for (Matcher number = NUMBER.matcher(numbers); number.find(); ) {
            shape.add(Long.valueOf(number.group()));
        }
        return shape;
    }
}
