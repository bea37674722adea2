package dev.lutra.training;

import dev.lutra.TestNode;
import dev.lutra.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, which can be killed. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Path log = newLog();

    /**
     * Starts a worker, which is ready some seconds later.
     *
     * @param database settings of its database
     * @param more settings, {@code name=value}
     */
    WorkerProcess(Map<String, Object> database, String... more) {
        var builder =
                TestProcess.prepare(database, more).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("LUTRA_ROLES", "worker");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if this worker has, or had, the job. */
    boolean isCalled(String worker) {
        return worker.endsWith(":" + process.pid());
    }

    /** Waits until it takes jobs up. */
    void awaitReady() {
        try {
            while (!Files.readString(log).contains("Started Lutra")) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the worker does not start: see " + log);
                }
                TestNode.pause();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** As {@code kill} does. */
    void terminate() {
        process.destroy();
        waitFor();
    }

    @Override
    public void close() {
        kill();
    }

    private void waitFor() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the worker does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kept: when a test fails it is what tells why. */
    private static Path newLog() {
        try {
            return Files.createTempFile(Files.createDirectories(Path.of("target", "workers")), "worker-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
