package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;

/** The Iridas/Adobe cube text, with the input ranges and shapers of DaVinci Resolve. */
public final class CubeFormat implements LutFormat {

    @Override
    public String name() {
        return "cube";
    }

    @Override
    public String extension() {
        return "cube";
    }

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new CubeReader(in, limits).read();
    }
}
