import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes the mark of an incubator module from jdk.incubator.vector in the JDK that runs this program, so that a runtime
 * that jlink makes of it can archive the module graph: docs/decisions/0007-vector-module-in-images.md.
 *
 * <p>The mark is the attribute {@code ModuleResolution} of the module's descriptor. It gets a name that Java does not
 * know, and unknown attributes are ignored (JVMS 4.7.1). The length of the file stays. A JDK whose descriptor is not
 * found as it is, for example because jlink takes its modules from a folder {@code jmods}, is left as it is; a runtime
 * of it works and starts more slowly.
 */
class ResolveVectorModule {

    private static final String MARK = "ModuleResolution";

    public static void main(String[] args) throws IOException {
        Path java = Path.of(System.getProperty("java.home"));
        Path image = java.resolve("lib/modules");
        byte[] descriptor = Files.readAllBytes(FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules", "jdk.incubator.vector", "module-info.class"));
        int mark = latin(descriptor).indexOf(MARK);
        String modules = latin(Files.readAllBytes(image));
        int at = modules.indexOf(latin(descriptor));
        boolean once = at >= 0 && modules.indexOf(latin(descriptor), at + 1) < 0;
        if (mark < 0 || !once || Files.isDirectory(java.resolve("jmods"))) {
            System.out.println("jdk.incubator.vector stays an incubator module: images of this JDK start more slowly");
            return;
        }
        try (var file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("-oduleResolution".getBytes(StandardCharsets.ISO_8859_1)), at + mark);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
