package dev.lutra;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenColorIO, by its binding for Python. */
public final class OpenColorIo {

    private static final String PYTHON = "/usr/bin/python3";

    /** Reads colours from a file, applies a transform to them, and writes them to another file. */
    private static final String SCRIPT = """
            import array, os, sys
            import PyOpenColorIO as ocio
            what, name, source, target = sys.argv[1:]
            if what == "file":
                config = ocio.Config.CreateRaw()
                transform = ocio.FileTransform(name, interpolation=ocio.INTERP_TETRAHEDRAL)
            else:
                folder, name = os.path.split(name) if what == "names" else name.split("\\n", 1)
                config = ocio.Config.CreateFromFile(os.path.join(folder, "config.ocio"))
                config.validate()
            if what == "names":
                lines = list(config.getLookNames()) + ["--"] + list(config.getNamedTransformNames())
                open(target, "w", encoding="utf-8").write("\\n".join(lines))
                sys.exit()
            space = "Code values"
            if what == "look":
                transform = ocio.LookTransform(space, space, name)
            if what == "named":
                transform = config.getNamedTransform(name).getTransform(ocio.TRANSFORM_DIR_FORWARD)
            colors = array.array("f", open(source, "rb").read())
            cpu = config.getProcessor(transform).getOptimizedCPUProcessor(ocio.OPTIMIZATION_NONE)
            array.array("f", cpu.applyRGB(colors.tolist())).tofile(open(target, "wb"))
            """;

    private final Tool python;
    private final Path folder;

    /**
     * Finds it; the test is skipped where it is not installed.
     *
     * @param folder a folder for temporary files
     */
    public OpenColorIo(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        python = new Tool(List.of("-c", "import PyOpenColorIO"), PYTHON);
        Files.writeString(folder.resolve("ocio.py"), SCRIPT);
    }

    /** The colours that a LUT file makes of colours, RGB triples, by tetrahedral interpolation. */
    public float[] applyFile(Path file, float[] colors) throws IOException, InterruptedException {
        return apply("file", file.toString(), colors);
    }

    /** The colours that a look of a configuration makes of colours. */
    public float[] applyLook(Path config, String name, float[] colors) throws IOException, InterruptedException {
        return apply("look", config + "\n" + name, colors);
    }

    /** The colours that a named transform of a configuration makes of colours. */
    public float[] applyNamedTransform(Path config, String name, float[] colors)
            throws IOException, InterruptedException {
        return apply("named", config + "\n" + name, colors);
    }

    /** The names of the looks of a valid configuration, two hyphens, and the names of its named transforms. */
    public List<String> names(Path config) throws IOException, InterruptedException {
        Path target = folder.resolve("names.txt");
        python.run(folder.resolve("ocio.py").toString(), "names", config + "/x", "-", target.toString());
        return Files.readAllLines(target);
    }

    private float[] apply(String what, String name, float[] colors) throws IOException, InterruptedException {
        Path source = folder.resolve("in.floats");
        Path target = folder.resolve("out.floats");
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * colors.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(colors);
        Files.write(source, bytes.array());
        python.run(folder.resolve("ocio.py").toString(), what, name, source.toString(), target.toString());
        var applied = new float[colors.length];
        ByteBuffer.wrap(Files.readAllBytes(target))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(applied);
        return applied;
    }
}
