package dev.lutra.delivery.web;

import dev.lutra.color.Fidelity;
import dev.lutra.delivery.ArchiveRequest;
import dev.lutra.delivery.Archives;
import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.Delivery;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.FileRequest;
import dev.lutra.delivery.Inverse;
import dev.lutra.delivery.LutRequest;
import dev.lutra.delivery.Original;
import dev.lutra.delivery.PreviewRequest;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutLayout;
import dev.lutra.image.ImageType;
import dev.lutra.library.LibraryLut;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Writes files to responses. It handles answers from memory, streamed answers, 304 and HEAD. */
@Component
@Profile("api")
final class FileResponses {

    private static final String UTF_8 = ";charset=UTF-8";

    /** The media type of Hald images, for descriptions. */
    static final String PNG_TYPE = "image/png";

    /** The media type of archives, for descriptions. */
    static final String ZIP_TYPE = "application/zip";

    /** RFC 9530, 3. */
    private static final String REPR_DIGEST = "Repr-Digest";

    /** A dictionary of structured fields (RFC 9651): ΔE76 of the delivered LUT against the source, over the gamut. */
    static final String DELTA_E = "Lutra-Delta-E";

    /** A list of strings (RFC 9651): what the file does not hold of the LUT. */
    static final String WARNINGS = "Lutra-Warnings";

    /** The description of 429. */
    static final String BUSY = "Too many LUTs are computed at the same time";

    /** Increment this if descriptions say other things of the same file or token. */
    private static final int DESCRIPTION_VERSION = 1;

    private final Delivery delivery;
    private final DeliverySettings settings;

    FileResponses(Delivery delivery, DeliverySettings settings) {
        this.delivery = delivery;
        this.settings = settings;
    }

    /** Answers with a file that is computed for the request. Text is compressed if the client accepts gzip. */
    void send(
            ColorMap subject,
            LutLayout layout,
            float strength,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean gzip = layout.format().isText() && takesGzip(request, response);
        send(new LutRequest(subject, layout, strength, gzip), request, response);
    }

    /** Whether the client accepts gzip. The header Vary tells caches that the answer depends on it. */
    private static boolean takesGzip(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return GzipNegotiation.isAccepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    }

    /** Answers conditional and unconditional GET and HEAD with an archive. */
    void send(ArchiveRequest wanted, Archives archives, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (new ServletWebRequest(request, response).checkNotModified(archives.etag(wanted))) {
            allowCaching(response);
        } else if ("HEAD".equals(request.getMethod())) {
            describe(wanted, response);
        } else {
            archives.stream(wanted, ClientAddress.client(request.getRemoteAddr()), () -> {
                describe(wanted, response);
                return response.getOutputStream();
            });
        }
    }

    private void describe(ArchiveRequest wanted, HttpServletResponse response) {
        allowCaching(response);
        response.setContentType(ZIP_TYPE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.of(wanted.fileName(), wanted.fileName()));
    }

    /** Answers conditional and unconditional GET and HEAD, and POST, to which conditions do not apply. */
    void send(FileRequest wanted, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String etag = delivery.etag(wanted);
        if (request.getMethod().equals("POST")) {
            response.setHeader(HttpHeaders.ETAG, etag);
        } else if (new ServletWebRequest(request, response).checkNotModified(etag)) {
            allowCaching(response);
            offer(wanted, etag, request);
            return;
        }
        if ("HEAD".equals(request.getMethod())) {
            describe(wanted, response);
        } else if (delivery.isStreamed(wanted)) {
            delivery.stream(wanted, ClientAddress.client(request.getRemoteAddr()), () -> {
                describe(wanted, response);
                return response.getOutputStream();
            });
        } else {
            byte[] bytes = delivery.bytes(wanted);
            describe(wanted, response);
            response.setContentLength(bytes.length);
            offer(wanted, etag, request);
            response.getOutputStream().write(bytes);
        }
    }

    /** The default size of an inverse changes when the inverse has been measured, and not only with the library. */
    private static void offer(FileRequest wanted, String etag, HttpServletRequest request) {
        boolean isOfLibrary = switch (wanted) {
            case Original original -> true;
            case LutRequest lut -> !(lut.subject() instanceof Inverse);
            case PreviewRequest preview -> !(preview.subject() instanceof Inverse);
        };
        if (isOfLibrary) {
            RepeatedRequests.offer(request, etag);
        }
    }

    /** Sets the headers once the answer exists, because a problem must not carry them. */
    private void describe(FileRequest wanted, HttpServletResponse response) {
        allowCaching(response);
        switch (wanted) {
            case Original original -> describe(original, response);
            case LutRequest lut -> describe(lut, response);
            case PreviewRequest preview -> describe(preview, response);
        }
    }

    /** A preview is shown by a browser, and saved under its name. */
    private static void describe(PreviewRequest preview, HttpServletResponse response) {
        response.setContentType(ImageType.JPEG.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.inline(
                        preview.fileName(preview.subject().name()),
                        preview.fileName(preview.subject().title())));
    }

    /** Sets no character set, because that of an uploaded file is unknown. */
    private static void describe(Original original, HttpServletResponse response) {
        LibraryLut lut = original.lut();
        response.setContentType(original.format().mediaType());
        response.setContentLengthLong(lut.source().bytes());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.of(original.fileName(lut.id()), original.fileName(lut.title())));
        byte[] digest = HexFormat.of().parseHex(original.sha256());
        response.setHeader(
                REPR_DIGEST, "sha-256=:%s:".formatted(Base64.getEncoder().encodeToString(digest)));
    }

    private void describe(LutRequest wanted, HttpServletResponse response) {
        warn(wanted.warnings(), response);
        Fidelity.Statistics deltaE76 = delivery.deltaE76(wanted);
        if (deltaE76 != null) {
            response.setHeader(
                    DELTA_E, "mean=%s, p99=%s, max=%s".formatted(deltaE76.mean(), deltaE76.p99(), deltaE76.max()));
        }
        LutLayout layout = wanted.layout();
        LutFormat format = layout.format();
        response.setContentType(format.isText() ? format.mediaType() + UTF_8 : format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, Attachment.of(wanted.fileName(), layout.fileName(wanted.title())));
        if (wanted.gzip()) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    /** Says what an answer does not hold. */
    static void warn(List<String> warnings, HttpServletResponse response) {
        if (!warnings.isEmpty()) {
            response.setHeader(WARNINGS, warnings.stream().collect(Collectors.joining("\", \"", "\"", "\"")));
        }
    }

    /** The ETag of the description of a file, which is not that of the file. */
    String etag(FileRequest file) {
        String etag = delivery.etag(file);
        return descriptionEtag(etag.substring(1, etag.length() - 1));
    }

    /**
     * The ETag of a description.
     *
     * @param key differs if what is described differs
     */
    static String descriptionEtag(String key) {
        return "\"%s-json-%d\"".formatted(key, DESCRIPTION_VERSION);
    }

    /**
     * Answers with JSON that clients and proxies may keep as they may keep files.
     *
     * @param view computed only if the client has no current answer
     */
    <T> ResponseEntity<T> json(
            String etag, Supplier<T> view, HttpServletRequest request, HttpServletResponse response) {
        boolean known = new ServletWebRequest(request, response).checkNotModified(etag);
        var answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .cacheControl(caching());
        return known ? answer.build() : answer.body(view.get());
    }

    private void allowCaching(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching().getHeaderValue());
    }

    private CacheControl caching() {
        return CacheControl.maxAge(settings.maxAge()).cachePublic().mustRevalidate();
    }
}
