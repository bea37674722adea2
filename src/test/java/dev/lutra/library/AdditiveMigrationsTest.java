package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of the release before work on the schema of this one, as both run during an upgrade. So a migration only
 * adds: whatever an older program reads stays as it was, and whatever it writes is accepted.
 */
class AdditiveMigrationsTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");
    /** The last migration that changed what was there. */
    private static final int LAST_CHANGE = 8;

    private static final Pattern CREATE_TABLE = Pattern.compile("create table (\\w+) \\(.*\\)");
    private static final Pattern CREATE_INDEX = Pattern.compile("create( unique)? index \\w+ on (\\w+) \\(.*\\)");
    private static final Pattern ADD_COLUMN = Pattern.compile("alter table (\\w+) add column (\\w+) (.*)");
    private static final Pattern INSERT = Pattern.compile("insert into (\\w+) .*");
    private static final Pattern UPDATE = Pattern.compile("update (\\w+) set (.*?)( where .*)?");
    private static final Pattern ASSIGNED = Pattern.compile("(?:^|, )(\\w+) = ");

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> version(file) > LAST_CHANGE).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void onlyAdds(Path migration) throws IOException {
        assertThat(faults(Files.readString(migration))).isEmpty();
    }

    @Test
    void knowsMigrationsThatChangedWhatWasThere() throws IOException {
        assertThat(faults(Files.readString(FOLDER.resolve("common/V7__source_files.sql"))))
                .containsExactly(
                        "alter table source alter column lattice drop not null",
                        "alter table source add constraint source_form check ((lattice is null) = (compression is not null))");
        assertThat(faults(Files.readString(FOLDER.resolve("common/V5__names_and_warnings.sql"))))
                .singleElement()
                .asString()
                .startsWith("update lut set slug = ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table lut",
                "alter table lut drop column tags",
                "alter table lut rename column tags to labels",
                "alter table lut rename to look",
                "alter table lut alter column title set data type varchar(10)",
                "alter table lut add column owner bigint not null",
                "alter table lut add column owner bigint default 0 not null unique",
                "alter table lut add column owner bigint check (owner > 0)",
                "alter table lut add constraint short check (size < 100)",
                "alter table lut add column a bigint, drop column tags",
                "create unique index lut_title on lut (title)",
                "delete from lut",
                "truncate table lut",
                "insert into lut (slug) values ('a')",
                "update lut set title = slug",
                "create table a (id bigint); update a set id = 1; update lut set tags = ''"
            })
    void refusesWhatOlderProgramsWouldNotice(String sql) {
        assertThat(faults(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (id bigint primary key); insert into a (id) values (1); create unique index b on a (id)",
                "create index lut_title on lut (title)",
                "alter table lut add column owner bigint",
                "alter table lut add column owner bigint default 0 not null; update lut set owner = 1 where id > 3",
                "-- It only adds; drop table lut\nalter table lut add column a bytes"
            })
    void acceptsWhatIsNew(String sql) {
        assertThat(faults(sql)).isEmpty();
    }

    /** The statements that do more than add. */
    private static List<String> faults(String script) {
        Set<String> tables = new HashSet<>();
        Set<String> columns = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (String part : script.replaceAll("--.*", "").split(";")) {
            String statement = part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            if (!statement.isEmpty() && !adds(statement, tables, columns)) {
                faults.add(statement);
            }
        }
        return faults;
    }

    private static boolean adds(String statement, Set<String> tables, Set<String> columns) {
        Matcher matcher = CREATE_TABLE.matcher(statement);
        if (matcher.matches()) {
            return tables.add(matcher.group(1));
        }
        matcher = CREATE_INDEX.matcher(statement);
        if (matcher.matches()) {
            return matcher.group(1) == null || tables.contains(matcher.group(2));
        }
        matcher = ADD_COLUMN.matcher(statement);
        if (matcher.matches()) {
            String type = matcher.group(3);
            columns.add(matcher.group(1) + "." + matcher.group(2));
            return !Pattern.compile(", (drop|alter|add|rename) | unique| check ")
                            .matcher(type)
                            .find()
                    && (!type.contains("not null") || type.contains("default "));
        }
        matcher = INSERT.matcher(statement);
        if (matcher.matches()) {
            return tables.contains(matcher.group(1));
        }
        matcher = UPDATE.matcher(statement);
        if (!matcher.matches()) {
            return false;
        }
        String table = matcher.group(1);
        return tables.contains(table)
                || ASSIGNED.matcher(matcher.group(2))
                        .results()
                        .allMatch(assigned -> columns.contains(table + "." + assigned.group(1)));
    }

    private static int version(Path file) {
        Matcher name = VERSION.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
