package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The rows of models, of what they hold, and of which one is active. */
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

    /** The models that can have a role, by slug in its order, with their keys. */
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
            ModelFile.write(new Model(model.info(), model.network(), List.of(), List.of()), network);
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

    int nextPosition(long model) {
        return jdbc.sql("select coalesce(max(position), -1) + 1 from embedding where model_id = ?")
                .param(model)
                .query(Integer.class)
                .single();
    }

    /** Slugs of the LUTs whose sources are kept and which the model does not hold. */
    List<String> missing(long model) {
        return jdbc.sql("""
                        select slug from lut where exists (select 1 from source where lut_id = lut.id)
                        and not exists (select 1 from embedding where model_id = ? and lut_id = lut.id) order by id""")
                .param(model)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Whether a LUT is there and the model does not hold it yet. */
    boolean canTake(long model, long lut) {
        return jdbc.sql("""
                        select count(*) from lut where id = ?
                        and not exists (select 1 from embedding where model_id = ? and lut_id = lut.id)""").param(lut).param(model).query(Integer.class).single() > 0;
    }

    void hold(long model, long lut, int position, Embedding embedding, Domain range, Fidelity fidelity) {
        jdbc.sql("""
                        insert into embedding (model_id, lut_id, position, codes, scales, output_range,
                            de76_mean, de76_p90, de76_max, de2000_mean, de2000_p90, de2000_max, psnr)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(model)
                .param(lut)
                .param(position)
                .param(embedding.codes())
                .param(Numbers.toBytes(embedding.scales()))
                .param(Numbers.toBytes(range))
                .param(fidelity.deltaE76().mean())
                .param(fidelity.deltaE76().p90())
                .param(fidelity.deltaE76().max())
                .param(fidelity.deltaE2000().mean())
                .param(fidelity.deltaE2000().p90())
                .param(fidelity.deltaE2000().max())
                .param(fidelity.psnr())
                .update();
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
