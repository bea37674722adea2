package dev.lutra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application, or another program of these tests, in a process of its own, which may be killed. */
public final class TestProcess {

    private TestProcess() {}

    /**
     * Prepares a process that serves, without models, on any free port.
     *
     * @param database settings of its database
     * @param more settings, {@code name=value}
     */
    public static ProcessBuilder prepare(Map<String, Object> database, String... more) {
        return prepare(List.of(), database, more);
    }

    /**
     * Prepares a process that serves.
     *
     * @param options of the virtual machine, beside those that all have
     */
    public static ProcessBuilder prepare(List<String> options, Map<String, Object> database, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--lutra.models.path=nowhere"));
        database.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        List.of(more).forEach(setting -> arguments.add("--" + setting));
        var builder = java(options, "dev.lutra.Lutra", arguments);
        builder.environment().put("SERVER_PORT", "0");
        return builder;
    }

    /**
     * Prepares a Java program.
     *
     * @param options of the virtual machine, beside those that all have
     * @param main class with a main method, among the classes of the tests
     */
    public static ProcessBuilder java(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx400m",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath()));
        command.addAll(options);
        command.add(main);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    /** The class path of the tests. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
