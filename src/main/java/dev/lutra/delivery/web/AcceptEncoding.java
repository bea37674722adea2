package dev.lutra.delivery.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the request header Accept-Encoding (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether a client that sends this header, null if it sends none, takes gzip. */
    static boolean allowsGzip(@Nullable String header) {
        Boolean any = null;
        for (String element :
                header == null ? new String[0] : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = element.split(";", 2);
            boolean wanted = parts.length == 1 || weight(parts[1]) > 0;
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> {
                    return wanted;
                }
                case "*" -> any = wanted;
                default -> {}
            }
        }
        return Boolean.TRUE.equals(any);
    }

    private static double weight(String parameter) {
        String value = parameter.strip();
        try {
            return value.startsWith("q=") ? Double.parseDouble(value.substring(2)) : 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
