package dev.lutra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a process of its own, which can be killed. */
public final class NodeProcess extends ServedNode {

    private static final Pattern PORT = Pattern.compile("Lutra listens on port (\\d+)");

    private final Process process;
    private final Path log = newLog();

    /**
     * Starts a node without models, which is ready some seconds later.
     *
     * @param role {@code api} or {@code worker}
     * @param database settings of its database
     * @param more settings, {@code name=value}
     */
    public NodeProcess(String role, Map<String, Object> database, String... more) {
        this(List.of(), role, database, more);
    }

    /**
     * Starts a node.
     *
     * @param options of the virtual machine, beside those that all have
     */
    public NodeProcess(List<String> options, String role, Map<String, Object> database, String... more) {
        var builder = TestProcess.prepare(options, database, more)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LUTRA_ROLES", role);
        builder.environment().put("LUTRA_API_KEY", API_KEY);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String address() {
        awaitReady();
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("the node serves nothing: see " + log);
        }
        return "http://localhost:" + port.group(1);
    }

    /** True if this worker has, or had, the job. */
    public boolean isCalled(String worker) {
        return worker.endsWith(":" + process.pid());
    }

    /** Waits until it takes requests and jobs up. */
    public void awaitReady() {
        Waiting.until("a node's start: see " + log, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node does not start: see " + log);
            }
            return log().contains("Started Lutra");
        });
    }

    /** All that it has logged. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** As {@code kill} does. */
    public void terminate() {
        beginToTerminate();
        waitFor();
    }

    /** As {@code kill} does, which does not wait. */
    public void beginToTerminate() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    private void waitFor() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the node does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kept: when a test fails it is what tells why. */
    private static Path newLog() {
        try {
            return Files.createTempFile(Files.createDirectories(Path.of("target", "nodes")), "node-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
