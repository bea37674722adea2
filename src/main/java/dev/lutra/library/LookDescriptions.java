package dev.lutra.library;

import dev.lutra.color.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    LookDescriptions(JdbcClient jdbc, Library library, LibraryVersion version, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.library = library;
        this.version = version;
        this.transaction = transaction;
    }

    /** The LUTs of which the library does not know it, each with the encoding or the source that answers requests. */
    public Stream<LibraryLut> missing() {
        return library.catalog().undescribed();
    }

    /**
     * Looks at some LUTs and stores what was seen. If another node does so at the moment, this one leaves it to that
     * node; what another node has seen already is not looked at again.
     *
     * @param look looks at a LUT; empty if that is not possible
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
        List<Long> still = jdbc.sql("select id from lut where signature is null and id in (:keys)")
                .param("keys", luts.stream().map(LibraryLut::key).toList())
                .query(Long.class)
                .list();
        Map<Long, Signature> seen = new LinkedHashMap<>();
        for (LibraryLut lut : luts) {
            if (still.contains(lut.key())) {
                look.apply(lut).ifPresent(signature -> seen.put(lut.key(), signature));
            }
        }
        return seen;
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
