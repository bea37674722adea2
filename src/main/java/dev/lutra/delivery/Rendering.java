package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.color.HaldLevel;
import dev.lutra.color.LatticeWriter;
import dev.lutra.format.CubeWriter;
import dev.lutra.format.HaldPngWriter;
import java.io.IOException;
import java.io.OutputStream;

/** The form in which a LUT is delivered. */
public sealed interface Rendering {

    /** Points along one edge of the lattice. */
    int size();

    /** About how long the file will be, never much too low. */
    long estimatedBytes();

    /** What a file of the LUT is called. */
    String fileName(String name);

    /** {@code cube} or {@code png}: the value of the tag {@code format} of the meters. */
    String format();

    /**
     * Begins the file.
     *
     * @param out is left open
     * @param title shown to people
     * @param domain the inputs that the lattice spans
     */
    LatticeWriter begin(OutputStream out, String title, Domain domain) throws IOException;

    /**
     * A {@code .cube} file.
     *
     * @param size points along one edge, 2…256
     */
    record Cube(int size) implements Rendering {

        /** Three numbers of eight characters, the blanks between them and the end of the line. */
        private static final int LINE = 27;

        private static final int HEADER = 512;

        @Override
        public long estimatedBytes() {
            return HEADER + (long) LINE * size * size * size;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.cube".formatted(name, size);
        }

        @Override
        public String format() {
            return "cube";
        }

        @Override
        public LatticeWriter begin(OutputStream out, String title, Domain domain) throws IOException {
            return new CubeWriter(out, title, size, domain);
        }
    }

    /**
     * A Hald image as PNG.
     *
     * @param depth bits of a channel: 8 or 16
     */
    record Hald(HaldLevel level, int depth) implements Rendering {

        @Override
        public int size() {
            return level.cubeSize();
        }

        @Override
        public long estimatedBytes() {
            return 3L * depth / Byte.SIZE * level.side() * level.side();
        }

        @Override
        public String fileName(String name) {
            return depth == Byte.SIZE
                    ? "%s-hald%d.png".formatted(name, level.level())
                    : "%s-hald%d-%dbit.png".formatted(name, level.level(), depth);
        }

        @Override
        public String format() {
            return "png";
        }

        @Override
        public LatticeWriter begin(OutputStream out, String title, Domain domain) throws IOException {
            return new HaldPngWriter(out, level, depth);
        }
    }
}
