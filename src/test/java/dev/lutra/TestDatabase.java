package dev.lutra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A fresh database of the kind that users run: H2 in a file, or a real PostgreSQL. */
public enum TestDatabase {
    H2 {
        @Override
        public Map<String, Object> settings() {
            try {
                Path folder = Files.createTempDirectory("lutra-data");
                return Map.of("LUTRA_DATA", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRESQL {
        @Override
        public Map<String, Object> settings() {
            String name = "lutra_" + UUID.randomUUID().toString().replace("-", "");
            return Postgres.SERVER.create(name);
        }
    };

    /** Settings of the application for a new, empty database. */
    public abstract Map<String, Object> settings();

    /**
     * One server for all tests of a run: in a container where Docker runs and has the image or can get it, else from
     * binaries among the test jars.
     */
    private interface Postgres {

        Logger log = LoggerFactory.getLogger(TestDatabase.class);

        Postgres SERVER = start();

        Map<String, Object> create(String database);

        private static Postgres start() {
            try {
                return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
            } catch (ContainerFetchException | ContainerLaunchException e) {
                log.warn("Docker runs, but PostgreSQL does not start in it; embedded binaries take its place", e);
                return embedded();
            }
        }

        private static Postgres container() {
            var container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return database -> {
                execute(container.getJdbcUrl(), container.getUsername(), container.getPassword(), database);
                String url = container.getJdbcUrl().replaceFirst("/" + container.getDatabaseName(), "/" + database);
                return settings(url, container.getUsername(), container.getPassword());
            };
        }

        private static Postgres embedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                return database -> {
                    execute(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", database);
                    return settings(
                            "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database),
                            "postgres",
                            "postgres");
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void execute(String url, String user, String password, String database) {
            try (var connection = java.sql.DriverManager.getConnection(url, user, password);
                    var statement = connection.createStatement()) {
                statement.execute("create database " + database);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Map<String, Object> settings(String url, String user, String password) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("spring.datasource.url", url);
            settings.put("spring.datasource.username", user);
            settings.put("spring.datasource.password", password);
            return settings;
        }
    }
}
