package dev.lutra.library;

import dev.lutra.color.Signature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds what LUTs do to colours where the library does not know it. The {@link Library} shows it at once. */
@Service
public class LookDescriptions {

    private final JdbcClient jdbc;
    private final Library library;
    private final LibraryVersion version;
    private final TransactionTemplate transaction;
    /** The fingerprints of LUTs at which one cannot look. Another answer for a LUT has another fingerprint. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    LookDescriptions(JdbcClient jdbc, Library library, LibraryVersion version, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.library = library;
        this.version = version;
        this.transaction = transaction;
    }

    /**
     * The LUTs of which the library does not know it, each with the encoding or the source that answers requests.
     * Those at which one cannot look are left out.
     */
    public Stream<LibraryLut> missing() {
        return library.catalog().undescribed().filter(lut -> !isUnreadable(lut));
    }

    /** Whether it turned out that one cannot look at a LUT. */
    public boolean isUnreadable(LibraryLut lut) {
        return unreadable.contains(lut.fingerprint());
    }

    /**
     * Looks at some LUTs and stores what was seen. If another node does so at the moment, this one leaves it to that
     * node; what another node has seen already is not looked at again.
     *
     * @param look looks at a LUT; empty if that is not possible, and never will be
     * @return the number of LUTs that were described
     */
    public int add(List<LibraryLut> luts, Function<LibraryLut, Optional<Signature>> look) {
        int added = Objects.requireNonNull(transaction.execute(status -> lock() ? store(seen(luts, look)) : 0));
        library.refresh();
        return added;
    }

    /** Takes the lock up to the end of the transaction, if it is free. */
    private boolean lock() {
        return jdbc.sql("select id from description_lock for update skip locked")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** This takes long, and other changes of the library do not wait for it. */
    private Map<Long, Signature> seen(List<LibraryLut> luts, Function<LibraryLut, Optional<Signature>> look) {
        Set<Long> still = undescribed(luts);
        Map<Long, Signature> seen = new LinkedHashMap<>();
        for (LibraryLut lut : luts) {
            if (still.contains(lut.key())) {
                look.apply(lut)
                        .ifPresentOrElse(
                                signature -> seen.put(lut.key(), signature), () -> unreadable.add(lut.fingerprint()));
            }
        }
        return seen;
    }

    /** The keys of the LUTs that have no signature yet, or one of another set of probe colours. */
    private Set<Long> undescribed(List<LibraryLut> luts) {
        Set<Long> keys = new LinkedHashSet<>();
        jdbc.sql("select id, signature from lut where id in (:keys)")
                .param("keys", luts.stream().map(LibraryLut::key).toList())
                .query(row -> {
                    byte[] signature = row.getBytes("signature");
                    if (signature == null || Signature.ofBytes(signature).isEmpty()) {
                        keys.add(row.getLong("id"));
                    }
                });
        return keys;
    }

    private int store(Map<Long, Signature> seen) {
        if (seen.isEmpty()) {
            return 0;
        }
        version.raise();
        seen.forEach((lut, signature) -> {
            int stored = jdbc.sql("update lut set signature = ? where id = ?")
                    .param(signature.bytes())
                    .param(lut)
                    .update();
            if (stored > 0) {
                version.touch(lut);
            }
        });
        return seen.size();
    }
}
