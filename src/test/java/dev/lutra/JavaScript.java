package dev.lutra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts in src/test/javascript, which use the modules of the page, with Node. */
public final class JavaScript implements AutoCloseable {

    private static final String RECENT = "process.exit(process.versions.node.split('.')[0] < 20 ? 1 : 0)";
    private static final int MINUTES = 10;

    private final Process process;
    private final DataInputStream output;

    private JavaScript(Process process) {
        this.process = process;
        output = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** Skips the test where there is no Node 20 or later. */
    public static void require() throws IOException, InterruptedException {
        new Tool(List.of("-e", RECENT), "node");
    }

    /** Starts a script, which is ended after some minutes. */
    public static JavaScript start(String script, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of("node", Path.of("src/test/javascript", script).toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        // The output of a process that has ended by itself may still be read, and to destroy it would close that.
        process.onExit().orTimeout(MINUTES, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        return new JavaScript(process);
    }

    /** Reads the next float32 values of the standard output. */
    public float[] floats(int count) throws IOException {
        var bytes = new byte[count * Float.BYTES];
        output.readFully(bytes);
        var floats = new float[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /** The standard output from here on. */
    public InputStream output() {
        return output;
    }

    /** Checks that the script has written nothing more and has not failed. */
    public void finish() throws IOException, InterruptedException {
        assertThat(output.read())
                .as("the script writes more than was asked for")
                .isEqualTo(-1);
        assertThat(process.waitFor()).as("exit value of the script").isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
