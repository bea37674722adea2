package dev.lutra.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Whether a database has all migrations of this program, by their versions. One query tells; Flyway would read all
 * scripts and compare them, which takes a good part of a second of the start.
 */
final class SchemaHistory {

    private static final Pattern SCRIPT = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private SchemaHistory() {}

    /**
     * False also if the database cannot tell: it is empty, or a migration failed there.
     *
     * @param flyway the locations of the scripts, the database and the table in which Flyway records what it applied
     */
    static boolean isCurrent(Configuration flyway) {
        String query = "select version, success from \"%s\" where version is not null".formatted(flyway.getTable());
        try (Connection connection = flyway.getDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var applied = new LinkedHashSet<String>();
            while (rows.next()) {
                if (!rows.getBoolean("success")) {
                    return false;
                }
                applied.add(rows.getString("version"));
            }
            return applied.containsAll(versions(flyway));
        } catch (SQLException e) {
            // Flyway finds out why, and says it.
            return false;
        }
    }

    private static Set<String> versions(Configuration flyway) {
        var resolver = new PathMatchingResourcePatternResolver(flyway.getClassLoader());
        var versions = new LinkedHashSet<String>();
        try {
            for (Location location : flyway.getLocations()) {
                for (Resource script : resolver.getResources(location + "/*")) {
                    Matcher name = SCRIPT.matcher(String.valueOf(script.getFilename()));
                    if (!name.matches()) {
                        throw new IllegalStateException("'%s' is not the name of a migration".formatted(script));
                    }
                    versions.add(name.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the migrations of this program cannot be listed", e);
        }
        return versions;
    }
}
