package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole catalog from the database. */
@Component
class CatalogReader {

    private final JdbcClient jdbc;
    /** Networks never change: each is read once. */
    private final Map<Long, LibraryModel> models = new ConcurrentHashMap<>();

    private final Map<Long, Fingerprints> fingerprints = new ConcurrentHashMap<>();

    private final RefusedModels refused;

    CatalogReader(JdbcClient jdbc, RefusedModels refused) {
        this.jdbc = jdbc;
        this.refused = refused;
    }

    long version() {
        return jdbc.sql("select version from library").query(Long.class).single();
    }

    /** What was committed at one moment. A model that older versions took and this one does not is left out. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Catalog read() {
        long version = version();
        List<LibraryModel> models =
                jdbc.sql("select id from model order by id").query((row, number) -> row.getLong(1)).list().stream()
                        .flatMap(key -> model(key).stream())
                        .toList();
        Map<Long, LibraryModel> byKey = new LinkedHashMap<>();
        models.forEach(model -> byKey.put(model.key(), model));
        List<LibraryLut> luts = jdbc.sql("""
                        select l.*, s.id as source_id, s.compression from lut l left join source s on s.lut_id = l.id order by l.id""").query((row, number) -> lut(row)).list();
        Map<Long, List<Encoding>> encodings = new LinkedHashMap<>();
        jdbc.sql("""
                        select e.model_id, e.lut_id, e.position, e.codes, e.scales, e.output_range,
                            e.detail_bytes, e.detail_sha256, e.accuracy,
                            e.de76_mean, e.de76_p90, e.de76_p99, e.de76_max,
                            e.de2000_mean, e.de2000_p90, e.de2000_p99, e.de2000_max, e.psnr, l.domain
                        from embedding e join lut l on l.id = e.lut_id order by model_id, position""").query(row -> {
            LibraryModel model = byKey.get(row.getLong("model_id"));
            if (model != null) {
                long lut = row.getLong("lut_id");
                encoding(row, model)
                        .ifPresent(encoding -> encodings
                                .computeIfAbsent(lut, key -> new ArrayList<>())
                                .add(encoding));
            }
        });
        return Catalog.of(version, models, active(ModelRole.DEFAULT), active(ModelRole.BIJECTIVE), luts, encodings);
    }

    private @Nullable String active(ModelRole role) {
        return jdbc.sql("select slug from model join active_model on model_id = id where role = ?")
                .param(role.key())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Optional<LibraryModel> model(long key) {
        LibraryModel known = models.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        return jdbc.sql("select slug, network from model where id = ?")
                .param(key)
                .query((row, number) -> read(key, row.getString(1), row.getBytes(2)))
                .single();
    }

    private Optional<LibraryModel> read(long key, String slug, byte[] file) {
        try {
            Model empty = ModelFile.read(new ByteArrayInputStream(file));
            var model = new LibraryModel(key, empty.info(), empty.network());
            models.put(key, model);
            fingerprints.put(key, Fingerprints.of(model.network()));
            return Optional.of(model);
        } catch (InvalidModelFile e) {
            refused.add("model '%s' of the database".formatted(slug), String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static LibraryLut lut(ResultSet row) throws SQLException {
        String tags = row.getString("tags");
        return new LibraryLut(
                row.getLong("id"),
                row.getString("slug"),
                row.getString("title"),
                tags.isEmpty() ? List.of() : List.of(tags.split(" ")),
                row.getString("license"),
                row.getString("attribution"),
                new ModelLut.Source(
                        row.getString("format"), row.getInt("size"), row.getString("sha256"), row.getLong("bytes")),
                SourceTable.kept(row.getObject("source_id"), row.getString("compression")),
                Numbers.toDomain(row.getBytes("domain")),
                Accuracy.of(row.getString("accuracy")),
                row.getString("warnings").lines().toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                null);
    }

    private Optional<Encoding> encoding(ResultSet row, LibraryModel model) throws SQLException {
        int position = row.getInt("position");
        var embedding = new Embedding(row.getBytes("codes"), Numbers.toFloats(row.getBytes("scales")));
        try {
            embedding.check(model.network().shape());
        } catch (IllegalArgumentException e) {
            refused.add(
                    "LUT %d of model '%s' of the database".formatted(position, model.id()),
                    String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        Domain range = Numbers.toDomain(row.getBytes("output_range"));
        var fidelity = new Fidelity(statistics(row, "de76"), statistics(row, "de2000"), row.getDouble("psnr"));
        String fingerprint = Objects.requireNonNull(fingerprints.get(model.key()))
                .of(embedding, Numbers.toDomain(row.getBytes("domain")), range);
        String detail = row.getString("detail_sha256");
        return Optional.of(new Encoding(
                model,
                position,
                embedding,
                detail == null ? null : new Encoding.StoredDetail(row.getInt("detail_bytes"), detail),
                range,
                Accuracy.of(row.getString("accuracy")),
                fidelity,
                fingerprint));
    }

    private static Fidelity.Statistics statistics(ResultSet row, String prefix) throws SQLException {
        return new Fidelity.Statistics(
                row.getDouble(prefix + "_mean"),
                row.getDouble(prefix + "_p90"),
                row.getDouble(prefix + "_p99"),
                row.getDouble(prefix + "_max"));
    }
}
