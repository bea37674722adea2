package dev.lutra.web.page;

import dev.lutra.codec.InvalidToken;
import dev.lutra.codec.Token;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutNotFound;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers the addresses of the gallery with the one page that shows them all, under a head of their own. These
 * addresses take any parameters, because places that share links add theirs.
 */
final class Pages {

    static final String LOOK = "/looks/{id}";
    static final String TOKEN = "/t/{token}";

    private static final String INDEX = "index.html";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int PICTURE_WIDTH = 1200;
    private static final String NAME = "Lutra";
    private static final String DESCRIPTION =
            "A library of colour looks out of one small neural network, live on your own photograph.";

    private final Library library;
    private final List<Resource> locations;

    /** @param locations the folders of static files, in the order in which they are searched */
    Pages(Library library, List<Resource> locations) {
        this.library = library;
        this.locations = locations;
    }

    ServerResponse gallery(ServerRequest request) throws IOException {
        return page(request, new PageHead(NAME, DESCRIPTION, address(request, "/"), null));
    }

    ServerResponse look(ServerRequest request) throws IOException {
        Optional<LibraryLut> look = find(request.pathVariable("id"));
        if (look.isEmpty()) {
            return notFound(request);
        }
        String id = look.get().id();
        return page(
                request,
                new PageHead(
                        "%s – %s".formatted(look.get().title(), NAME),
                        DESCRIPTION,
                        address(request, "/looks/{id}", id),
                        address(request, "/luts/{id}/preview.jpg?width=" + PICTURE_WIDTH, id)));
    }

    ServerResponse token(ServerRequest request) throws IOException {
        String token = request.pathVariable("token");
        if (!isToken(token)) {
            return notFound(request);
        }
        return page(
                request,
                new PageHead(
                        "A shared look – " + NAME,
                        DESCRIPTION,
                        address(request, "/t/{token}", token),
                        address(request, "/tokens/{token}/preview.jpg?width=" + PICTURE_WIDTH, token)));
    }

    private static boolean isToken(String text) {
        try {
            Token.of(text);
            return true;
        } catch (InvalidToken e) {
            return false;
        }
    }

    private Optional<LibraryLut> find(String id) {
        try {
            return Optional.of(library.find(id, null));
        } catch (LutNotFound e) {
            return Optional.empty();
        }
    }

    /** The page itself says that there is no such look. */
    private ServerResponse notFound(ServerRequest request) throws IOException {
        StaticFile file = file(request, new PageHead(NAME, DESCRIPTION, null, null));
        return describe(ServerResponse.status(HttpStatus.NOT_FOUND), file, CacheControl.noStore())
                .body(file.getByteArray());
    }

    private ServerResponse page(ServerRequest request, PageHead head) throws IOException {
        StaticFile file = file(request, head);
        if (request.checkNotModified(file.etag()).isPresent()) {
            return describe(ServerResponse.status(HttpStatus.NOT_MODIFIED), file, PageConfiguration.REVALIDATED)
                    .eTag(file.etag())
                    .build();
        }
        return describe(ServerResponse.ok(), file, PageConfiguration.REVALIDATED)
                .eTag(file.etag())
                .body(file.getByteArray());
    }

    private static ServerResponse.BodyBuilder describe(
            ServerResponse.BodyBuilder response, StaticFile file, CacheControl caching) {
        return response.headers(headers -> headers.addAll(file.getResponseHeaders()))
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .contentType(HTML)
                .cacheControl(caching);
    }

    private StaticFile file(ServerRequest request, PageHead head) throws IOException {
        byte[] page = head.in(index()).getBytes(StandardCharsets.UTF_8);
        var file = new StaticFile(INDEX, page);
        return StaticFileResolver.takesGzip(request.servletRequest()) ? file.compressed() : file;
    }

    private String index() throws IOException {
        for (Resource location : locations) {
            Resource index = location.createRelative(INDEX);
            if (index.isReadable()) {
                return index.getContentAsString(StandardCharsets.UTF_8);
            }
        }
        throw new FileNotFoundException(INDEX);
    }

    /** The address under the host that the client or a trusted proxy names, because previews need absolute addresses. */
    private static String address(ServerRequest request, String path, Object... variables) {
        URI asked = request.uri();
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(path);
        String host = asked.getHost();
        if (host != null && HOST.matcher(host).matches()) {
            address.scheme(asked.getScheme()).host(host).port(asked.getPort());
        }
        return address.encode().buildAndExpand(variables).toUriString();
    }
}
