package dev.lutra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.TestDatabase;
import dev.lutra.access.ApiKeys.Permission;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("slow")
class ApiKeysTest {

    private static final String CONFIGURED = "configured-admin-key";

    private @Nullable ConfigurableApplicationContext database;

    @AfterEach
    void close() {
        Objects.requireNonNull(database).close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsHashesOnly(TestDatabase product) {
        DataSource database = empty(product);
        ApiKeys.Added added = keys(database, null).add("ci", false);
        assertThat(added.secret()).matches("lutra_[A-Za-z0-9_-]{43}");
        var row =
                JdbcClient.create(database).sql("select * from api_key").query().singleRow();
        assertThat(row.get("hash")).asString().matches("[0-9a-f]{64}");
        assertThat(row.toString()).doesNotContain(added.secret());
        assertThat(keys(database, null).get(added.key().id())).isEqualTo(added.key());
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatAKeyAllows(TestDatabase product) {
        var keys = keys(empty(product), CONFIGURED);
        assertThat(keys.permission(keys.add("ci", false).secret())).contains(Permission.WRITE);
        assertThat(keys.permission(keys.add("chief", true).secret())).contains(Permission.ADMIN);
        assertThat(keys.permission(CONFIGURED)).contains(Permission.ADMIN);
        assertThat(keys.permission(CONFIGURED + "x")).isEmpty();
        assertThat(keys.permission("")).isEmpty();
        assertThat(keys.list()).extracting(ApiKey::name).containsExactly("ci", "chief");
    }

    @ParameterizedTest
    @EnumSource
    void refusesRevokedKeysOnAllNodes(TestDatabase product) {
        DataSource database = empty(product);
        var node = keys(database, CONFIGURED);
        var other = keys(database, CONFIGURED);
        ApiKeys.Added added = node.add("ci", false);
        assertThat(other.permission(added.secret())).isPresent();
        node.revoke(added.key().id());
        assertThat(other.permission(added.secret())).isEmpty();

        ApiKey revoked = node.get(added.key().id());
        node.revoke(added.key().id());
        assertThat(node.list()).containsExactly(revoked);
        assertThatExceptionOfType(ApiKeyNotFound.class).isThrownBy(() -> node.revoke(UUID.randomUUID()));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLastAdmin(TestDatabase product) {
        DataSource database = empty(product);
        var keys = keys(database, null);
        UUID first = keys.add("first", true).key().id();
        keys.add("ci", false);
        assertThatExceptionOfType(LastAdminKey.class).isThrownBy(() -> keys.revoke(first));
        UUID second = keys.add("second", true).key().id();
        keys.revoke(first);
        assertThatExceptionOfType(LastAdminKey.class).isThrownBy(() -> keys.revoke(second));
        keys(database, CONFIGURED).revoke(second);
    }

    @ParameterizedTest
    @EnumSource
    void makesOneFirstKey(TestDatabase product) throws Exception {
        DataSource database = empty(product);
        assertThat(keys(database, CONFIGURED).addFirst()).isEmpty();
        List<Optional<ApiKeys.Added>> made =
                atOnce(8, () -> keys(database, null).addFirst());
        assertThat(made).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(keys(database, null).list()).hasSize(1).allMatch(ApiKey::admin);
        assertThat(keys(database, null).addFirst()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnAdminWhenTwoRevokeEachOther(TestDatabase product) throws Exception {
        DataSource database = empty(product);
        var keys = keys(database, null);
        List<UUID> admins = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            admins.add(keys.add("admin " + i, true).key().id());
        }
        var left = admins.iterator();
        atOnce(4, () -> {
            UUID id;
            synchronized (left) {
                id = left.next();
            }
            try {
                keys(database, null).revoke(id);
                return true;
            } catch (LastAdminKey e) {
                return false;
            }
        });
        assertThat(keys.list()).filteredOn(key -> key.revokedAt() == null).hasSize(1);
    }

    /** Another module's writer, such as the import of a large model, may take minutes. */
    @ParameterizedTest
    @EnumSource
    void waitsForNobodyWhoChangesTheLibrary(TestDatabase product) throws Exception {
        DataSource database = empty(product);
        var keys = keys(database, null);
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            writer.setAutoCommit(false);
            statement.execute("update library set version = version + 1");
            Future<UUID> done = threads.submit(() -> {
                UUID first = keys.addFirst().orElseThrow().key().id();
                keys.add("second", true);
                keys.revoke(first);
                return first;
            });
            try {
                assertThat(keys.get(done.get(20, TimeUnit.SECONDS)).revokedAt()).isNotNull();
            } finally {
                writer.rollback();
            }
        }
    }

    private DataSource empty(TestDatabase product) {
        var arguments = product.settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        database = new SpringApplicationBuilder(Migrated.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
        return database.getBean(DataSource.class);
    }

    private static ApiKeys keys(DataSource database, @Nullable String configured) {
        return new ApiKeys(
                JdbcClient.create(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new AccessSettings(configured));
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, task))) {
                results.add(result.get());
            }
            return results;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class Migrated {}
}
