package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The LUTs of G'MIC, whole or compressed to keypoints. {@link GmicReader} gives the grammar. They are only read. */
final class GmicFormat implements LutFormat {

    @Override
    public String name() {
        return "gmz";
    }

    @Override
    public String extension() {
        return "gmz";
    }

    @Override
    public List<String> extensions() {
        return List.of("gmz", "cimgz", "cimg");
    }

    /** No media type is registered. */
    @Override
    public String mediaType() {
        return "application/octet-stream";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return CimgFile.recognises(start);
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new GmicReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        throw new UnsupportedOperationException("G'MIC's LUTs are only read");
    }
}
