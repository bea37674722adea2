package dev.lutra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, which may be killed. */
public final class TestProcess {

    private TestProcess() {}

    /**
     * Prepares a process without models on any free port.
     *
     * @param database settings of its database
     * @param more settings, {@code name=value}
     */
    public static ProcessBuilder prepare(Map<String, Object> database, String... more) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx400m",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.lutra.Lutra",
                "--lutra.models.path=nowhere"));
        database.forEach((name, value) -> command.add("--" + name + "=" + value));
        List.of(more).forEach(setting -> command.add("--" + setting));
        var builder = new ProcessBuilder(command);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }
}
