package dev.lutra.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Keeps the static files in memory, each plain and gzipped, and chooses by the request. */
final class StaticFileResolver implements ResourceResolver {

    private final boolean keeps;
    private final Map<String, Encodings> files = new ConcurrentHashMap<>();

    /** @param keeps false if the files can change while the service runs */
    StaticFileResolver(boolean keeps) {
        this.keeps = keeps;
    }

    @Override
    public @Nullable Resource resolveResource(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Encodings file = files.get(path);
        if (file == null) {
            Resource found = chain.resolveResource(request, path, locations);
            if (found == null) {
                return null;
            }
            file = Encodings.of(found);
            if (keeps) {
                files.put(path, file);
            }
        }
        return takesGzip(request) ? file.gzipped : file.plain;
    }

    @Override
    public @Nullable String resolveUrlPath(
            String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    /** Whether the client names gzip among the encodings that it takes (RFC 9110, section 12.5.3). */
    static boolean takesGzip(@Nullable HttpServletRequest request) {
        String accepted = request == null ? null : request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        try {
            // The parser drops the encodings that the client refuses.
            return accepted != null
                    && AcceptEncoding.parse(new StringReader(accepted)).stream()
                            .anyMatch(encoding -> encoding.getEncoding().equalsIgnoreCase("gzip"));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private record Encodings(StaticFile plain, StaticFile gzipped) {

        static Encodings of(Resource file) {
            try {
                var plain = new StaticFile(String.valueOf(file.getFilename()), file.getContentAsByteArray());
                return new Encodings(plain, plain.compressed());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
