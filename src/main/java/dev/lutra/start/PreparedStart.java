package dev.lutra.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;

/**
 * Bean definitions that the build has made, and what they are good for.
 *
 * @param port where the management endpoints are
 * @param settings the settings that Spring asked for while it made the definitions, with their values; null for one that
 *     was not set
 * @param ofWorkers names of the beans that a process without the role {@code worker} does not have
 */
record PreparedStart(ManagementPortType port, SortedMap<String, @Nullable String> settings, List<String> ofWorkers) {

    private static final String FOLDER = "META-INF/lutra/start/";
    private static final String SETTINGS = ".settings";
    private static final String WORKERS = ".workers";

    /** Returns what the build has made for a port. Without a build, as in an IDE, there is nothing. */
    static Optional<PreparedStart> of(ManagementPortType port) throws IOException {
        Optional<List<String>> lines = lines(FOLDER + port + SETTINGS);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var settings = new TreeMap<String, @Nullable String>();
        for (String line : lines.get()) {
            int equals = line.indexOf('=');
            settings.put(equals < 0 ? line : line.substring(0, equals), equals < 0 ? null : line.substring(equals + 1));
        }
        return Optional.of(
                new PreparedStart(port, settings, lines(FOLDER + port + WORKERS).orElseThrow()));
    }

    /** Writes the two files that {@link #of} reads. */
    void write(Path classes) throws IOException {
        Path folder = Files.createDirectories(classes.resolve(FOLDER));
        Files.write(
                folder.resolve(port + SETTINGS),
                settings.entrySet().stream()
                        .map(setting -> setting.getValue() == null
                                ? setting.getKey()
                                : setting.getKey() + "=" + setting.getValue())
                        .toList());
        Files.write(folder.resolve(port + WORKERS), ofWorkers);
    }

    /** Tells whether Spring would make the same definitions in this environment. */
    boolean fits(Environment environment) {
        return settings.entrySet().stream()
                .allMatch(setting -> Objects.equals(environment.getProperty(setting.getKey()), setting.getValue()));
    }

    /** Returns the class that registers the definitions, among those generated for a program. */
    String initializer(Class<?> program) {
        return program.getName() + "__" + prefix(port) + "ApplicationContextInitializer";
    }

    /** Begins the names of the generated classes. */
    static String prefix(ManagementPortType port) {
        return port == ManagementPortType.SAME ? "SharedPort" : "OwnPort";
    }

    private static Optional<List<String>> lines(String resource) throws IOException {
        try (InputStream stream = PreparedStart.class.getClassLoader().getResourceAsStream(resource)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }
}
