package dev.lutra.library;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Updates the schema of the database without the service. It reads the settings of the service: its environment
 * variables, system properties and files.
 */
public final class SchemaMigration {

    private SchemaMigration() {}

    /**
     * What was done.
     *
     * @param from version of the schema before, null for an empty database
     * @param to version of the schema now, which may be newer than this program
     * @param applied the migrations in their order, such as {@code 11 signatures}; empty if the schema was current
     */
    public record Outcome(@Nullable String from, String to, List<String> applied) {}

    /** @throws SchemaMigrationFailed if the database is out of reach, or a migration failed */
    public static Outcome run() {
        ConfigurableEnvironment environment = environment();
        initializeLog(environment);
        // A plain context: with Spring's AOT processing, an application would start all of the service.
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(Wiring.class);
            context.refresh();
            return migrate(context.getBean(Flyway.class));
        } catch (BeansException | FlywayException e) {
            throw new SchemaMigrationFailed(reason(e), e);
        }
    }

    private static Outcome migrate(Flyway schema) {
        MigrateResult result = schema.migrate();
        MigrationInfo now = schema.info().current();
        return new Outcome(
                result.initialSchemaVersion,
                (now == null ? MigrationVersion.EMPTY : now.getVersion()).toString(),
                result.migrations.stream()
                        .map(migration -> migration.version + " " + migration.description)
                        .toList());
    }

    private static ConfigurableEnvironment environment() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static void initializeLog(ConfigurableEnvironment environment) {
        LoggingSystem log = LoggingSystem.get(SchemaMigration.class.getClassLoader());
        log.beforeInitialize();
        log.initialize(new LoggingInitializationContext(environment), null, null);
        Binder.get(environment)
                .bind("logging.level", Bindable.mapOf(String.class, LogLevel.class))
                .ifBound(levels -> levels.forEach(log::setLogLevel));
    }

    /** Flyway's message names the script and the line. Of a lost connection the driver says more in one line. */
    private static String reason(RuntimeException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof FlywayException)) {
            cause = cause.getCause();
        }
        return cause == null || DatabaseOutage.isBehind(failure)
                ? String.valueOf(
                        NestedExceptionUtils.getMostSpecificCause(failure).getMessage())
                : String.valueOf(cause.getMessage()).strip();
    }

    /** Not an annotated configuration: the service must not find it. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static final class Wiring {

        /** Leaves the migration to {@link #run}, which reports it. */
        @Bean
        static FlywayMigrationStrategy later() {
            return schema -> {};
        }
    }
}
