package dev.lutra.library.web;

import dev.lutra.codec.Token;
import dev.lutra.library.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A token in a field of a form, as a file.
 *
 * @param token the text, which a reader still has to check
 */
record UploadedToken(String token) implements Uploads.File {

    /** The name, from which the title is made if the request has none. */
    @Override
    public String name() {
        return "%s.token".formatted(Token.title(token.strip()));
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void moveTo(Path target) throws IOException {
        Files.writeString(target, token);
    }
}
