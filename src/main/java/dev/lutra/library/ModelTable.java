package dev.lutra.library;

import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Reads and writes the rows of models and of their roles. */
@Component
class ModelTable {

    private final JdbcClient jdbc;

    ModelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> slugs() {
        return new LinkedHashSet<>(jdbc.sql("select slug from model")
                .query((row, number) -> row.getString(1))
                .list());
    }

    /** The keys of the models that can have a role, by slug in ascending order. */
    Map<String, Long> byRole(ModelRole role) {
        var found = new TreeMap<String, Long>();
        jdbc.sql("select slug, id from model where bijective = ?")
                .param(role == ModelRole.BIJECTIVE)
                .query(row -> {
                    found.put(row.getString(1), row.getLong(2));
                });
        return found;
    }

    boolean hasFile(String sha256) {
        return jdbc.sql("select count(*) from model where file_sha256 = ?")
                        .param(sha256)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<Long> key(String slug) {
        return jdbc.sql("select id from model where slug = ?")
                .param(slug)
                .query(Long.class)
                .optional();
    }

    /** Adds a model that holds nothing yet. */
    long insert(Model model, @Nullable String fileSha256) {
        var network = new ByteArrayOutputStream();
        try {
            ModelFile.write(Model.empty(model.info(), model.network()), network);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into model (slug, created_at, bijective, network, file_sha256) values (?, ?, ?, ?, ?)")
                .param(model.info().id())
                .param(model.info().createdAt().atOffset(ZoneOffset.UTC))
                .param(model.network().bijective())
                .param(network.toByteArray())
                .param(fileSha256)
                .update(key, "id");
        return Objects.requireNonNull(key.getKeyAs(Number.class)).longValue();
    }

    boolean hasActive(ModelRole role) {
        return jdbc.sql("select count(*) from active_model where role = ?")
                        .param(role.key())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void activate(long model, ModelRole role) {
        jdbc.sql("delete from active_model where role = ?").param(role.key()).update();
        jdbc.sql("insert into active_model (role, model_id) values (?, ?)")
                .param(role.key())
                .param(model)
                .update();
    }
}
