package dev.lutra;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** OpenColorIO, by its binding for Python. */
public final class OpenColorIo {

    private static final String PYTHON = "/usr/bin/python3";

    /** Reads colours from a file, applies a transform to them, and writes them to another file. */
    private static final String SCRIPT = """
            import array, os, sys
            import PyOpenColorIO as ocio
            what, name, source, target = sys.argv[1:]
            if what == "version":
                print(ocio.__version__, end="")
                sys.exit()
            if what == "files":
                for number, path in enumerate(open(name, encoding="utf-8").read().split("\\n")):
                    base = os.path.join(source, str(number))
                    try:
                        config = ocio.Config.CreateRaw()
                        transform = ocio.FileTransform(path, interpolation=ocio.INTERP_TETRAHEDRAL)
                        cpu = config.getProcessor(transform).getOptimizedCPUProcessor(ocio.OPTIMIZATION_NONE)
                        colors = array.array("f", open(base + ".in", "rb").read())
                        array.array("f", cpu.applyRGB(colors.tolist())).tofile(open(base + ".out", "wb"))
                    except ocio.Exception as e:
                        pass
                sys.exit()
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

    public String version() throws IOException, InterruptedException {
        return python.run(folder.resolve("ocio.py").toString(), "version", "-", "-", "-");
    }

    /**
     * The colours that LUT files make of colours.
     *
     * @param inputs the colours for each file
     * @return the colours of each file that is read
     */
    public Map<Path, float[]> applyFiles(Map<Path, float[]> inputs) throws IOException, InterruptedException {
        List<Path> files = List.copyOf(inputs.keySet());
        Path list = folder.resolve("files.txt");
        Files.writeString(list, files.stream().map(Path::toString).collect(Collectors.joining("\n")));
        Path exchange = Files.createDirectories(folder.resolve("exchange"));
        for (int i = 0; i < files.size(); i++) {
            writeColors(exchange.resolve(i + ".in"), Objects.requireNonNull(inputs.get(files.get(i))));
        }
        python.run(folder.resolve("ocio.py").toString(), "files", list.toString(), exchange.toString(), "-");
        Map<Path, float[]> outputs = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Path output = exchange.resolve(i + ".out");
            if (Files.exists(output)) {
                outputs.put(files.get(i), readColors(output));
            }
        }
        return outputs;
    }

    private float[] apply(String what, String name, float[] colors) throws IOException, InterruptedException {
        Path source = folder.resolve("in.floats");
        Path target = folder.resolve("out.floats");
        writeColors(source, colors);
        python.run(folder.resolve("ocio.py").toString(), what, name, source.toString(), target.toString());
        return readColors(target);
    }

    private static void writeColors(Path file, float[] colors) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * colors.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(colors);
        Files.write(file, bytes.array());
    }

    private static float[] readColors(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        var colors = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(colors);
        return colors;
    }
}
