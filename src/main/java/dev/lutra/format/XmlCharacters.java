package dev.lutra.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the characters of an XML file, in the encoding that its byte-order mark or its first line states, or else in
 * UTF-8. The parser of the JDK could do so, but prints a line to the standard error stream for each file that is wrong.
 */
final class XmlCharacters {

    private static final int START = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml\\s[^>]*encoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']", Pattern.DOTALL);
    private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

    private XmlCharacters() {}

    /**
     * The characters of a file, without a byte-order mark. Bytes that the encoding does not have are rejected with a
     * {@link java.nio.charset.CharacterCodingException}.
     *
     * @throws InvalidLutFile if the encoding is not known
     */
    static Reader of(InputStream in, String format) throws IOException {
        var buffered = new BufferedInputStream(in);
        buffered.mark(START);
        String start = new String(buffered.readNBytes(START), StandardCharsets.ISO_8859_1);
        buffered.reset();
        if (start.startsWith(UTF8_MARK)) {
            buffered.skipNBytes(UTF8_MARK.length());
            return new InputStreamReader(buffered, StandardCharsets.UTF_8.newDecoder());
        }
        return new InputStreamReader(buffered, charset(start, format).newDecoder());
    }

    private static Charset charset(String start, String format) {
        if (start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe")) {
            return StandardCharsets.UTF_16;
        }
        Matcher matcher = ENCODING.matcher(start);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidLutFile(
                    format + "-not-xml", 1, "the encoding \"%s\" is not known".formatted(matcher.group(1)));
        }
    }
}
