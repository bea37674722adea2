package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * The text of Nuke's node Vectorfield. {@link VfReader} gives the grammar. It is written for inputs 0…1, blue fastest,
 * without the title, for which the format has no place.
 */
final class VfFormat extends SizedTextFormat {

    private static final Pattern FIRST_LINE = Pattern.compile("(?i)#Inventor\\s.*", Pattern.DOTALL);

    VfFormat() {
        super("vf");
    }

    @Override
    public boolean recognises(FileStart start) {
        return FIRST_LINE.matcher(start.text()).matches();
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new VfReader(in, limits).read();
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        var text = new NumberText(out, header.exact());
        String scale = Float.toString(1f / size);
        text.text("#Inventor V2.1 ascii\ngrid_size %d %d %d\n".formatted(size, size, size));
        text.text("global_transform %1$s 0 0 0  0 %1$s 0 0  0 0 %1$s 0  0 0 0 1\ndata\n".formatted(scale));
        return new BlueFastestRows(text, size);
    }
}
