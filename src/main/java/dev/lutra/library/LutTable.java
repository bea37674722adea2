package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Reads and writes the rows of LUTs. */
@Component
public class LutTable {

    private final JdbcClient jdbc;
    private final LibraryVersion version;

    LutTable(JdbcClient jdbc, LibraryVersion version) {
        this.jdbc = jdbc;
        this.version = version;
    }

    /**
     * A row of a LUT.
     *
     * @param size the size of the lattice that was read from its file, in points along an axis
     * @param accuracy the accuracy that is promised for it, as {@link Accuracy#of} reads it
     */
    public record Row(long id, String slug, int size, String accuracy) {}

    public Optional<Row> bySha256(String sha256) {
        return jdbc.sql("select id, slug, size, accuracy from lut where sha256 = ?")
                .param(sha256)
                .query(Row.class)
                .optional();
    }

    public Set<String> slugs() {
        return new LinkedHashSet<>(jdbc.sql("select slug from lut")
                .query((row, number) -> row.getString(1))
                .list());
    }

    /** Adds a LUT without a source. */
    public Row insert(NewLut lut, String slug) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into lut (slug, title, tags, license, attribution, format, size, sha256, bytes, domain, shaper, signature, accuracy, warnings, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
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
                .param(lut.shaper() == null ? null : lut.shaper().bytes())
                .param(lut.signature() == null ? null : lut.signature().bytes())
                .param(lut.accuracy().toString())
                .param(String.join("\n", lut.warnings()))
                .param(Instant.now().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKeyAs(Number.class)).longValue();
        version.touch(id);
        return new Row(id, slug, lut.source().size(), lut.accuracy().toString());
    }

    /** Changes the promised accuracy of a LUT. */
    public void promise(long lut, Accuracy accuracy) {
        jdbc.sql("update lut set accuracy = ? where id = ?")
                .param(accuracy.toString())
                .param(lut)
                .update();
        version.touch(lut);
    }

    /**
     * Promises an accuracy of a LUT of which nothing is promised. If its source is kept, it stays as it is: who uploaded
     * it chose so.
     */
    public void promiseFirst(Row lut, Accuracy accuracy) {
        if (accuracy.isNone() || !Accuracy.of(lut.accuracy()).isNone()) {
            return;
        }
        int changed = jdbc.sql("""
                        update lut set accuracy = ?
                        where id = ? and not exists (select 1 from source where source.lut_id = lut.id)""").param(accuracy.toString()).param(lut.id()).update();
        if (changed > 0) {
            version.touch(lut.id());
        }
    }

    /** @return whether the LUT existed */
    boolean delete(long lut) {
        version.touch(lut);
        return jdbc.sql("delete from lut where id = ?").param(lut).update() > 0;
    }
}
