package dev.lutra.library;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the catalog from the database, either as a whole or only what has changed since the last time. */
@Component
class CatalogReader {

    private final JdbcClient jdbc;
    private final LibraryVersion version;
    private final ModelReader models;
    private final LutReader luts;

    CatalogReader(JdbcClient jdbc, LibraryVersion version, ModelReader models, LutReader luts) {
        this.jdbc = jdbc;
        this.version = version;
        this.models = models;
        this.luts = luts;
    }

    Revision revision() {
        return version.current();
    }

    /**
     * Reads what was committed at one moment, or what the transaction of the caller sees. It leaves out models that an
     * older version of Lutra accepted and this one cannot read.
     *
     * @param before the catalog that was read last
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Catalog read(Catalog before) {
        Revision now = version.current();
        if (now.equals(before.revision())) {
            return before;
        }
        List<ReadModel> read = models.all();
        Map<String, LibraryModel> bySlug = new LinkedHashMap<>();
        read.forEach(model -> bySlug.put(model.model().id(), model.model()));
        // The database does not record that a model was removed.
        boolean isPart = now.isRecordedSince(before.revision())
                && before.models().values().stream().allMatch(model -> isThere(model, bySlug));
        return new Catalog(
                now,
                bySlug,
                active(ModelRole.DEFAULT, bySlug),
                active(ModelRole.BIJECTIVE, bySlug),
                isPart ? changed(before, read) : all(read));
    }

    private static boolean isThere(LibraryModel model, Map<String, LibraryModel> bySlug) {
        LibraryModel now = bySlug.get(model.id());
        return now != null && now.key() == model.key();
    }

    /** Reads some LUTs as the transaction of the caller sees them. */
    List<CatalogEntry> entries(List<String> slugs) {
        return luts.bySlugs(slugs, models.all());
    }

    private LutIndex changed(Catalog before, List<ReadModel> models) {
        Set<Long> touched = new LinkedHashSet<>(jdbc.sql("select lut_id from lut_change where version > ?")
                .param(before.revision().version())
                .query(Long.class)
                .list());
        return before.luts().with(touched, luts.byKeys(touched, models));
    }

    private LutIndex all(List<ReadModel> models) {
        List<CatalogEntry> entries = luts.all(models);
        Set<Long> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.add(entry.lut().key()));
        return LutIndex.EMPTY.with(keys, entries);
    }

    private @Nullable LibraryModel active(ModelRole role, Map<String, LibraryModel> bySlug) {
        String slug = models.active(role);
        return slug == null ? null : bySlug.get(slug);
    }
}
