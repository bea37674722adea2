package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.LookDescription;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Trait;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.ModelLut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A LUT of the library, together with the encoding that answers requests for it, or with none if the source answers.
 *
 * @param key its key in the database
 * @param id its slug
 * @param title the title for people
 * @param tags lower-case words by which to find it
 * @param license the SPDX identifier of its license, or null if unknown
 * @param attribution the credit to the author, or null if unknown
 * @param source the file that was uploaded, or that a model was trained on
 * @param kept the form in which the library keeps the source
 * @param domain the inputs of its lattice
 * @param shaper the curves before its lattice, whose outputs are its inputs; null if there are none
 * @param accuracy the accuracy that is promised for it
 * @param warnings what Lutra skipped or approximated when it read the file
 * @param createdAt the time at which it was added to the library
 * @param description what it does to colours; null until Lutra has looked
 * @param held the encoding that answers; null if the source answers
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
        RgbBox domain,
        @Nullable PackedShaper shaper,
        Accuracy accuracy,
        List<String> warnings,
        Instant createdAt,
        @Nullable LookDescription description,
        @Nullable Encoding held) {

    public LibraryLut {
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }

    /** The inputs of the LUT: those of its shaper, or of its lattice if it has none. */
    public RgbBox inputs() {
        return shaper == null ? domain : shaper.domain();
    }

    /** What it does to photographs, in words that Lutra finds itself; none until it has looked. */
    public List<Trait> traits() {
        return description == null ? List.of() : description.traits();
    }

    /** Whether the library keeps the source in any form. */
    public boolean hasSource() {
        return kept != KeptSource.NONE;
    }

    /** The encoding that answers; empty if the source answers. */
    public Optional<Encoding> encoding() {
        return Optional.ofNullable(held);
    }

    /** The LUT as the bare network of {@link #encoding} represents it; empty if the source answers. */
    public Optional<EncodedLut> encoded() {
        return encoding().map(encoding -> new EncodedLut(encoding.embedding().values(), domain, encoding.range()));
    }

    /** A fingerprint of the values of the answers: it stays equal as long as they do. */
    public String fingerprint() {
        String lattice = held == null ? "source " + source.sha256() : held.fingerprint();
        return shaper == null ? lattice : "shaper of " + source.sha256() + " before " + lattice;
    }

    /**
     * The same LUT, with the bare network of its model as the answer.
     *
     * @throws LutNotFound if no model answers
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
                shaper,
                accuracy,
                warnings,
                createdAt,
                description,
                encoding);
    }

    /**
     * The same LUT, with its source as the answer.
     *
     * @throws SourceNotKept if the library does not keep the source
     */
    public LibraryLut fromSource() {
        if (!hasSource()) {
            throw new SourceNotKept(id);
        }
        return withEncoding(null);
    }
}
