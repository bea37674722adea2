package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Domain;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.ModelLut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A LUT of the library, and what answers for it: a model, or the source while no model holds it.
 *
 * @param key in the database
 * @param id slug
 * @param title shown to people
 * @param tags lower-case words to find it by
 * @param license SPDX identifier of its terms, or null if nobody said
 * @param attribution whom to credit, or null if nobody said
 * @param source the file that was uploaded or learned from
 * @param kept in what form the source is kept
 * @param domain the inputs that it spans
 * @param accuracy what is promised of it
 * @param warnings of the reader of its file: what was passed over or approximated
 * @param createdAt when it came into the library
 * @param held the encoding that answers for it; null if the source does
 */
public record LibraryLut(
        long key,
        String id,
        String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        ModelLut.Source source,
        KeptSource kept,
        Domain domain,
        Accuracy accuracy,
        List<String> warnings,
        Instant createdAt,
        @Nullable Encoding held) {

    public LibraryLut {
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }

    /** Whether its source is kept, in whatever form. */
    public boolean hasSource() {
        return kept != KeptSource.NONE;
    }

    /** The encoding that answers for it; empty if the source does. */
    public Optional<Encoding> encoding() {
        return Optional.ofNullable(held);
    }

    /** What the bare network of {@link #encoding} makes of it; empty if the source answers. */
    public Optional<EncodedLut> encoded() {
        return encoding().map(encoding -> new EncodedLut(encoding.embedding().values(), domain, encoding.range()));
    }

    /** Equal for as long as it answers with the same values. */
    public String fingerprint() {
        return held == null ? "source " + source.sha256() : held.fingerprint();
    }

    /**
     * The same LUT, answered by the bare network of the model that answers for it.
     *
     * @throws LutNotFound if no model does
     */
    public LibraryLut fromNetwork() {
        if (held == null) {
            throw new LutNotFound(id);
        }
        return withEncoding(held.bare());
    }

    LibraryLut withEncoding(@Nullable Encoding encoding) {
        return with(warnings, encoding);
    }

    LibraryLut withWarning(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return with(more, held);
    }

    private LibraryLut with(List<String> warnings, @Nullable Encoding encoding) {
        return new LibraryLut(
                key,
                id,
                title,
                tags,
                license,
                attribution,
                source,
                kept,
                domain,
                accuracy,
                warnings,
                createdAt,
                encoding);
    }

    /**
     * The same LUT, answered from its source.
     *
     * @throws SourceNotKept if that was let go
     */
    public LibraryLut fromSource() {
        if (!hasSource()) {
            throw new SourceNotKept(id);
        }
        return withEncoding(null);
    }
}
