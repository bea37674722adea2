package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The rows of LUTs and their sources. */
@Component
class LutTable {

    private final JdbcClient jdbc;

    LutTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row. */
    record Row(long id, String slug) {}

    Optional<Row> bySha256(String sha256) {
        return jdbc.sql("select id, slug from lut where sha256 = ?")
                .param(sha256)
                .query(Row.class)
                .optional();
    }

    Set<String> slugs() {
        return new LinkedHashSet<>(jdbc.sql("select slug from lut")
                .query((row, number) -> row.getString(1))
                .list());
    }

    /** Adds a LUT without a source. */
    Row insert(NewLut lut, String slug) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into lut (slug, title, tags, license, attribution, format, size, sha256, bytes, domain, accuracy, warnings, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(slug)
                .param(lut.title())
                .param(String.join(" ", lut.tags()))
                .param(lut.license())
                .param(lut.attribution())
                .param(lut.source().format())
                .param(lut.source().size())
                .param(lut.source().sha256())
                .param(lut.source().bytes())
                .param(Numbers.toBytes(lut.domain()))
                .param(lut.accuracy().toString())
                .param(String.join("\n", lut.warnings()))
                .param(Instant.now().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return new Row(Objects.requireNonNull(key.getKeyAs(Number.class)).longValue(), slug);
    }

    /** Adds a source that belongs to no LUT yet. */
    UUID insertSource(byte[] lattice) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into source (id, lattice) values (?, ?)")
                .param(id)
                .param(lattice)
                .update();
        return id;
    }

    void attachSource(UUID source, long lut) {
        jdbc.sql("update source set lut_id = ? where id = ?")
                .param(lut)
                .param(source)
                .update();
    }

    void dropSource(UUID source) {
        jdbc.sql("delete from source where id = ?").param(source).update();
    }

    boolean hasSource(long lut) {
        return jdbc.sql("select count(*) from source where lut_id = ?")
                        .param(lut)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<byte[]> source(long lut) {
        return jdbc.sql("select lattice from source where lut_id = ?")
                .param(lut)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /** @return whether there was one */
    boolean deleteSource(long lut) {
        return jdbc.sql("delete from source where lut_id = ?").param(lut).update() > 0;
    }

    /** What the models that hold a LUT keep of it. */
    List<Accuracy> kept(long lut) {
        return jdbc.sql("select accuracy from embedding where lut_id = ?")
                .param(lut)
                .query((row, number) -> Accuracy.of(row.getString(1)))
                .list();
    }

    /** @return whether there was one */
    boolean delete(long lut) {
        return jdbc.sql("delete from lut where id = ?").param(lut).update() > 0;
    }
}
