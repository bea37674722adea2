package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Fidelity;
import dev.lutra.color.LookDescription;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Signature;
import dev.lutra.network.Embedding;
import dev.lutra.network.ModelLut;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads LUTs and their encodings from the database. */
@Component
class LutReader {

    /** The most LUTs that one query names. */
    private static final int TOGETHER = 500;

    private final JdbcClient jdbc;
    private final RefusedModels refused;

    LutReader(JdbcClient jdbc, RefusedModels refused) {
        this.jdbc = jdbc;
        this.refused = refused;
    }

    /** All LUTs. */
    List<CatalogEntry> all(Collection<ReadModel> models) {
        return new Rows(models).read("", List.of());
    }

    /** The existing LUTs among some. */
    List<CatalogEntry> byKeys(Collection<Long> keys, Collection<ReadModel> models) {
        return some(" where l.id in (:some)", keys, models);
    }

    /** The existing LUTs among some. */
    List<CatalogEntry> bySlugs(Collection<String> slugs, Collection<ReadModel> models) {
        return some(" where l.slug in (:some)", slugs, models);
    }

    private List<CatalogEntry> some(String condition, Collection<?> some, Collection<ReadModel> models) {
        return some.stream()
                .gather(Gatherers.windowFixed(TOGETHER))
                .flatMap(together -> new Rows(models).read(condition, together).stream())
                .toList();
    }

    /** The rows of one read of the database. */
    private final class Rows {

        private final Map<Long, ReadModel> models = new LinkedHashMap<>();
        private final Map<Long, List<Encoding>> encodings = new LinkedHashMap<>();
        private final Map<Long, Set<Long>> unusable = new LinkedHashMap<>();

        Rows(Collection<ReadModel> models) {
            models.forEach(read -> this.models.put(read.model().key(), read));
        }

        List<CatalogEntry> read(String condition, List<?> some) {
            jdbc.sql("""
                            select e.model_id, e.lut_id, e.position, e.codes, e.scales, e.output_range,
                                e.detail_bytes, e.detail_sha256, e.accuracy,
                                e.de76_mean, e.de76_p90, e.de76_p99, e.de76_max,
                                e.de2000_mean, e.de2000_p90, e.de2000_p99, e.de2000_max, e.psnr, l.domain
                            from lut l join embedding e on e.lut_id = l.id%s order by model_id, position""".formatted(condition)).param("some", some).query(this::take);
            return jdbc.sql("""
                            select l.*, s.id as source_id, s.compression
                            from lut l left join source s on s.lut_id = l.id%s order by l.id""".formatted(condition))
                    .param("some", some)
                    .query((row, number) -> entry(row))
                    .list();
        }

        private void take(ResultSet row) throws SQLException {
            ReadModel model = models.get(row.getLong("model_id"));
            if (model == null) {
                return;
            }
            long lut = row.getLong("lut_id");
            Optional<Encoding> encoding = encoding(row, model);
            if (encoding.isPresent()) {
                encodings.computeIfAbsent(lut, key -> new ArrayList<>()).add(encoding.get());
            } else {
                unusable.computeIfAbsent(lut, key -> new LinkedHashSet<>())
                        .add(model.model().key());
            }
        }

        private CatalogEntry entry(ResultSet row) throws SQLException {
            LibraryLut lut = lut(row);
            return CatalogEntry.of(
                    lut, encodings.getOrDefault(lut.key(), List.of()), unusable.getOrDefault(lut.key(), Set.of()));
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
                shaper(row),
                Accuracy.of(row.getString("accuracy")),
                row.getString("warnings").lines().toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                description(row),
                null);
    }

    /** Null, too, if an older version compared looks at other colours. */
    private static @Nullable LookDescription description(ResultSet row) throws SQLException {
        byte[] signature = row.getBytes("signature");
        return signature == null
                ? null
                : Signature.ofBytes(signature).map(LookDescription::of).orElse(null);
    }

    private static @Nullable PackedShaper shaper(ResultSet row) throws SQLException {
        byte[] shaper = row.getBytes("shaper");
        return shaper == null ? null : new PackedShaper(shaper);
    }

    /** Reads an encoding; empty if its embedding does not fit the network. */
    private Optional<Encoding> encoding(ResultSet row, ReadModel read) throws SQLException {
        LibraryModel model = read.model();
        int position = row.getInt("position");
        Embedding embedding;
        try {
            embedding = Embedding.of(row.getBytes("codes"), Numbers.toFloats(row.getBytes("scales")), model.network());
        } catch (IllegalArgumentException e) {
            refused.add(
                    "LUT %d of model '%s' of the database".formatted(position, model.id()),
                    String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        RgbBox range = Numbers.toDomain(row.getBytes("output_range"));
        var fidelity = new Fidelity(statistics(row, "de76"), statistics(row, "de2000"), row.getDouble("psnr"));
        String fingerprint = read.fingerprints().of(embedding, Numbers.toDomain(row.getBytes("domain")), range);
        return Optional.of(new Encoding(
                model,
                position,
                embedding,
                detail(row),
                range,
                Accuracy.of(row.getString("accuracy")),
                fidelity,
                fingerprint));
    }

    private static Encoding.@Nullable StoredDetail detail(ResultSet row) throws SQLException {
        String sha256 = row.getString("detail_sha256");
        return sha256 == null ? null : new Encoding.StoredDetail(row.getInt("detail_bytes"), sha256);
    }

    private static Fidelity.Statistics statistics(ResultSet row, String prefix) throws SQLException {
        return new Fidelity.Statistics(
                row.getDouble(prefix + "_mean"),
                row.getDouble(prefix + "_p90"),
                row.getDouble(prefix + "_p99"),
                row.getDouble(prefix + "_max"));
    }
}
