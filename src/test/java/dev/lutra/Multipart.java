package dev.lutra;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body (RFC 7578). */
public final class Multipart {

    private static final String BOUNDARY = "lutra-test-boundary";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    public Multipart file(String name, String fileName, byte[] content) {
        return part("name=\"%s\"; filename=\"%s\"".formatted(name, fileName), content);
    }

    public Multipart field(String name, String value) {
        return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart json(String name, String value) {
        return part(
                "name=\"%s\"\r\nContent-Type: application/json".formatted(name),
                value.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public BodyPublisher body() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(parts.toByteArray());
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    public static BodyPublisher none() {
        return BodyPublishers.ofString("{}");
    }

    private Multipart part(String disposition, byte[] content) {
        String header = "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, disposition);
        parts.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        parts.writeBytes(content);
        parts.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
