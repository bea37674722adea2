package dev.lutra.library;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the rows of sources. A source is a compressed file in parts, or a lattice that an older version
 * stored.
 */
@Component
public class SourceTable {

    private static final String ZSTD = "zstd";

    private final JdbcClient jdbc;
    private final LibraryVersion version;

    SourceTable(JdbcClient jdbc, LibraryVersion version) {
        this.jdbc = jdbc;
        this.version = version;
    }

    /** A row of a source. */
    public record Row(UUID id, @Nullable String compression) {

        public KeptSource kept() {
            return SourceTable.kept(id, compression);
        }
    }

    /**
     * The form of a source.
     *
     * @param id null if there is none
     */
    public static KeptSource kept(@Nullable Object id, @Nullable String compression) {
        if (id == null) {
            return KeptSource.NONE;
        }
        return compression == null ? KeptSource.LATTICE : KeptSource.FILE;
    }

    /** Adds a file without content and without a LUT. */
    UUID insert() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into source (id, compression) values (?, ?)")
                .param(id)
                .param(ZSTD)
                .update();
        return id;
    }

    void insertPart(UUID source, int position, byte[] content) {
        jdbc.sql("insert into source_part (source_id, position, content) values (?, ?, ?)")
                .param(source)
                .param(position)
                .param(content)
                .update();
    }

    public void attach(UUID source, long lut) {
        jdbc.sql("update source set lut_id = ? where id = ?")
                .param(lut)
                .param(source)
                .update();
        version.touch(lut);
    }

    public Optional<Row> of(long lut) {
        return jdbc.sql("select id, compression from source where lut_id = ?")
                .param(lut)
                .query(Row.class)
                .optional();
    }

    boolean isThere(UUID source) {
        return jdbc.sql("select count(*) from source where id = ?")
                        .param(source)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** A part of a file; empty after the last part. */
    Optional<byte[]> part(UUID source, int position) {
        return jdbc.sql("select content from source_part where source_id = ? and position = ?")
                .param(source)
                .param(position)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    Optional<byte[]> lattice(UUID source) {
        return jdbc.sql("select lattice from source where id = ?")
                .param(source)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    public void delete(UUID source) {
        jdbc.sql("delete from source where id = ?").param(source).update();
    }

    /** @return whether there was a source */
    boolean deleteOf(long lut) {
        version.touch(lut);
        return jdbc.sql("delete from source where lut_id = ?").param(lut).update() > 0;
    }
}
