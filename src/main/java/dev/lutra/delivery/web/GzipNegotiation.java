package dev.lutra.delivery.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;

/** Decides by the request header Accept-Encoding (RFC 9110, section 12.5.3) whether an answer may be gzipped. */
final class GzipNegotiation {

    private GzipNegotiation() {}

    /** Whether a client that sends this header, null if it sends none, takes gzip. */
    static boolean isAccepted(@Nullable String header) {
        if (header == null) {
            return false;
        }
        String lowerCase = header.toLowerCase(Locale.ROOT);
        List<String> wanted = wanted(lowerCase);
        // The parser drops refused encodings: if the header names gzip and the list does not contain it, the client
        // refuses it.
        return wanted.contains("gzip")
                || wanted.contains("x-gzip")
                || (wanted.contains("*") && !lowerCase.contains("gzip"));
    }

    private static List<String> wanted(String header) {
        try {
            return AcceptEncoding.parse(new StringReader(header)).stream()
                    .map(AcceptEncoding::getEncoding)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
