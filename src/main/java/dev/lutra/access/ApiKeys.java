package dev.lutra.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Checks and manages API keys: the one of the settings, and those of the database, which stores only their hashes. */
@Service
@Profile("api")
public class ApiKeys {

    private static final String COLUMNS = "select id, name, admin, created_at, revoked_at from api_key ";

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final byte @Nullable [] configured;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(JdbcClient database, TransactionOperations transactions, AccessSettings settings) {
        this.database = database;
        this.transactions = transactions;
        configured = settings.apiKey() == null ? null : DigestUtils.sha256(settings.apiKey());
    }

    /** A new key with its secret, which is available only here. */
    public record Added(ApiKey key, String secret) {}

    /** The rights of a key. */
    enum Permission {
        WRITE,
        ADMIN
    }

    /**
     * Looks up the rights of a key. It always queries the database, so that all nodes reject a revoked key at once. The
     * time of the query reveals nothing useful: it depends on the hash and not on the key, and a key has 256 random
     * bits.
     *
     * @return empty if the key is unknown or revoked
     */
    Optional<Permission> permission(String secret) {
        byte[] hash = DigestUtils.sha256(secret);
        if (configured != null && MessageDigest.isEqual(hash, configured)) {
            return Optional.of(Permission.ADMIN);
        }
        return database.sql("select admin from api_key where hash = ? and revoked_at is null")
                .param(HexFormat.of().formatHex(hash))
                .query(Boolean.class)
                .optional()
                .map(admin -> admin ? Permission.ADMIN : Permission.WRITE);
    }

    /** All keys including revoked ones, oldest first. */
    public List<ApiKey> list() {
        return database.sql(COLUMNS + "order by created_at, id")
                .query(ApiKeys::key)
                .list();
    }

    /** @throws ApiKeyNotFound if there is no key with this id */
    public ApiKey get(UUID id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(ApiKeys::key)
                .optional()
                .orElseThrow(() -> new ApiKeyNotFound(id));
    }

    public Added add(String name, boolean admin) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = "lutra_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // PostgreSQL stores microseconds.
        var key = new ApiKey(UUID.randomUUID(), name, admin, Instant.now().truncatedTo(ChronoUnit.MICROS), null);
        database.sql("insert into api_key (id, name, hash, admin, created_at) values (?, ?, ?, ?, ?)")
                .params(
                        key.id(),
                        name,
                        HexFormat.of().formatHex(DigestUtils.sha256(secret)),
                        admin,
                        key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        return new Added(key, secret);
    }

    /**
     * Makes an admin key if there is none.
     *
     * @return empty if there is an admin key already
     */
    Optional<Added> addFirst() {
        if (configured != null) {
            return Optional.empty();
        }
        return Objects.requireNonNull(transactions.execute(status -> {
            waitForOtherNodes();
            return admins() > 0 ? Optional.<Added>empty() : Optional.of(add("first", true));
        }));
    }

    /**
     * Revokes a key. If the key is revoked already, nothing changes.
     *
     * @throws ApiKeyNotFound if there is no key with this id
     * @throws LastAdminKey if no admin key would remain
     */
    public void revoke(UUID id) {
        transactions.executeWithoutResult(status -> {
            waitForOtherNodes();
            ApiKey key = get(id);
            if (key.revokedAt() != null) {
                return;
            }
            if (configured == null && key.admin() && admins() == 1) {
                throw new LastAdminKey();
            }
            database.sql("update api_key set revoked_at = ? where id = ?")
                    .params(Instant.now().atOffset(ZoneOffset.UTC), id)
                    .update();
        });
    }

    /**
     * Locks a row. Without this lock, two nodes that count admin keys at the same time could both make the first one,
     * or each revoke one of the last two.
     */
    private void waitForOtherNodes() {
        database.sql("select id from api_key_lock where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    private long admins() {
        return database.sql("select count(*) from api_key where admin and revoked_at is null")
                .query(Long.class)
                .single();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("admin"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant());
    }
}
