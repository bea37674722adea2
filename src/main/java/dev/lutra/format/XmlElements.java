package dev.lutra.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an XML file, in a fixed amount of memory. A file with a document type is rejected, so that there are
 * no entities: no file is read and nothing is expanded.
 */
final class XmlElements {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_ATTRIBUTE = 1024;

    private final XMLStreamReader reader;
    private final String format;
    private int depth;

    /**
     * Starts before the first element.
     *
     * @param maxBytes the largest number of bytes of the file
     * @param format the start of the codes of errors
     */
    XmlElements(InputStream in, int maxBytes, String format) throws IOException {
        this.format = format;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            reader = factory.createXMLStreamReader(XmlCharacters.of(new LimitedStream(in, maxBytes), format));
        } catch (XMLStreamException e) {
            throw unreadable(e, 1);
        }
    }

    /** Moves into the outermost element, and returns its name. */
    String root() throws IOException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
        return name();
    }

    /**
     * Moves into the next element within the current one, or out of the current one if there is none. Text between
     * elements is skipped.
     *
     * @return whether there is one
     */
    boolean nextElement() throws IOException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Moves out of the current element, past everything in it. */
    void skip() throws IOException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Reads to the end of the file after the outermost element. */
    void finish() throws IOException {
        int event = next();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
    }

    /** The name of the current element, without its prefix. */
    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the current element; empty if it has none. */
    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** An attribute of the current element; null if it has none of this name. */
    @Nullable
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        if (value != null && value.length() > MAX_ATTRIBUTE) {
            throw invalid(
                    "attribute-length", "the attribute %s has more than %d characters".formatted(name, MAX_ATTRIBUTE));
        }
        return value;
    }

    /** The number of attributes of the current element. */
    int attributes() {
        return reader.getAttributeCount();
    }

    /** The name of an attribute of the current element, from 0. */
    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    /** Receives text in pieces. */
    interface TextSink {

        /** Receives the next piece, which the array holds only during the call. */
        void accept(char[] text, int from, int to);
    }

    /** Reads the text of the current element, and moves out of it. It has no elements in it. */
    void text(TextSink sink) throws IOException {
        while (true) {
            int event = next();
            switch (event) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.START_ELEMENT ->
                    throw invalid("unexpected-element", "an element <%s> within a text".formatted(name()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    int from = reader.getTextStart();
                    sink.accept(reader.getTextCharacters(), from, from + reader.getTextLength());
                }
                default -> {
                    // Comments say nothing of the numbers.
                }
            }
        }
    }

    /** Reads a short text, stripped, and moves out of the current element. */
    String text() throws IOException {
        var text = new StringBuilder();
        text((chars, from, to) -> {
            if (text.length() + to - from > MAX_TEXT) {
                throw invalid("text-length", "a text of more than %d characters".formatted(MAX_TEXT));
            }
            text.append(chars, from, to - from);
        });
        return text.toString().strip();
    }

    /** The exception for a fault at the current line. */
    InvalidLutFile invalid(String fault, String detail) {
        return new InvalidLutFile(
                format + "-" + fault, Math.max(reader.getLocation().getLineNumber(), 1), detail);
    }

    private int next() throws IOException {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw unreadable(e, e.getLocation() == null ? 1 : e.getLocation().getLineNumber());
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > MAX_DEPTH) {
                    throw invalid("depth", "elements are nested more than %d deep".formatted(MAX_DEPTH));
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD ->
                throw invalid("document-type", "a document type (<!DOCTYPE …>) is not accepted");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw invalid("not-xml", "the entity &%s; is not declared".formatted(reader.getLocalName()));
            default -> {
                // Text, comments and instructions.
            }
        }
        return event;
    }

    private InvalidLutFile unreadable(XMLStreamException e, int line) throws IOException {
        Throwable cause = e.getNestedException();
        if (cause instanceof CharacterCodingException) {
            return notXml(line, "it has bytes that its encoding does not have");
        }
        if (cause instanceof IOException failure) {
            throw failure;
        }
        return notXml(
                line,
                String.valueOf(e.getMessage())
                        .replaceFirst("(?s)^ParseError at .*?Message: ", "")
                        .strip());
    }

    private InvalidLutFile notXml(int line, String reason) {
        return new InvalidLutFile(format + "-not-xml", Math.max(line, 1), "the file is not well-formed XML: " + reason);
    }

    private static final class LimitedStream extends FilterInputStream {

        private final int maxBytes;
        private long total;

        LimitedStream(InputStream in, int maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = super.read(to, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            total += bytes;
            if (total > maxBytes) {
                throw TextBytes.tooLarge(maxBytes);
            }
        }
    }
}
