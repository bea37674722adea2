package dev.lutra.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.HttpResource;

/** A file as one answer carries it: plain or gzipped, in memory, with an ETag of its bytes. */
final class StaticFile extends ByteArrayResource implements HttpResource {

    private final String name;
    private final boolean gzipped;
    private final String etag;

    /** @param name the name of the file, whose extension gives the media type */
    StaticFile(String name, byte[] bytes) {
        this(name, bytes, false);
    }

    private StaticFile(String name, byte[] bytes, boolean gzipped) {
        super(bytes);
        this.name = name;
        this.gzipped = gzipped;
        etag = "\"%s\"".formatted(DigestUtils.sha256Hex(bytes));
    }

    /** The file, gzipped if that saves a tenth or more, which photographs do not. */
    StaticFile compressed() {
        byte[] bytes = getByteArray();
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.size() < bytes.length - bytes.length / 10 ? new StaticFile(name, out.toByteArray(), true) : this;
    }

    /** A strong ETag, one for each encoding. */
    String etag() {
        return etag;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public HttpHeaders getResponseHeaders() {
        var headers = new HttpHeaders();
        if (gzipped) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return headers;
    }
}
