package dev.lutra.library;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who updates the schema of the database.
 *
 * @param migrate true if this process does so when it starts; false if {@code lutra migrate} does so before. Then the
 *     process does not start on an older schema
 */
@ConfigurationProperties("lutra.database")
public record SchemaSettings(@DefaultValue("true") boolean migrate) {}
