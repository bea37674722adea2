package dev.lutra.library;

import dev.lutra.network.Model;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads models from the database. Networks never change, so it reads each of them once. */
@Component
class ModelReader {

    private final JdbcClient jdbc;
    private final RefusedModels refused;
    /** The models by key; empty for a model that an older version accepted and this one cannot read. */
    private final Map<Long, Optional<ReadModel>> read = new ConcurrentHashMap<>();

    ModelReader(JdbcClient jdbc, RefusedModels refused) {
        this.jdbc = jdbc;
        this.refused = refused;
    }

    /** All readable models, the newest last. */
    List<ReadModel> all() {
        return jdbc.sql("select id from model order by id").query((row, number) -> row.getLong(1)).list().stream()
                .flatMap(key -> read.computeIfAbsent(key, this::read).stream())
                .toList();
    }

    /** The slug of the model with a role; null if there is none. */
    @Nullable
    String active(ModelRole role) {
        return jdbc.sql("select slug from model join active_model on model_id = id where role = ?")
                .param(role.key())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Optional<ReadModel> read(long key) {
        return jdbc.sql("select slug, network from model where id = ?")
                .param(key)
                .query((row, number) -> read(key, row.getString(1), row.getBytes(2)))
                .single();
    }

    private Optional<ReadModel> read(long key, String slug, byte[] file) {
        try {
            Model empty = ModelFile.read(new ByteArrayInputStream(file));
            return Optional.of(ReadModel.of(new LibraryModel(key, empty.info(), empty.network())));
        } catch (InvalidModelFile e) {
            refused.add("model '%s' of the database".formatted(slug), String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }
}
