package dev.lutra.format;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a lattice as cube text, point by point as they arrive, in a fixed amount of memory.
 *
 * <p>Lines end in LF. {@link NumberText} gives the digits of the values. If Lutra reads its own file and writes it
 * again, it writes the same bytes.
 */
public final class CubeWriter extends TextLatticeWriter {

    private final NumberText text;

    /** Starts the file of a lattice without a shaper, as {@link #CubeWriter(OutputStream, int, LutHeader)} does. */
    public CubeWriter(OutputStream out, @Nullable String title, int size, RgbBox domain) throws IOException {
        this(out, size, LutHeader.of(title, domain));
    }

    /**
     * Starts the file: writes its header.
     *
     * @param out stays open when this writer is closed
     * @param size points along an axis, 2…256
     * @param about the title, in which quotation marks become apostrophes and the rest becomes
     *     {@linkplain PlainText#cleaned plain text}, because the format has no escapes; and the domain, which is written
     *     only if it is not 0…1, with as many digits as necessary
     * @throws IllegalArgumentException if the size is out of range
     */
    CubeWriter(OutputStream out, int size, LutHeader about) throws IOException {
        this(new NumberText(out, about.exact()), size, about);
    }

    private CubeWriter(NumberText text, int size, LutHeader about) throws IOException {
        super(text, size);
        this.text = text;
        String title = about.title();
        RgbBox domain = about.domain();
        var header = new StringBuilder();
        String plainTitle = title == null ? "" : PlainText.cleaned(title.replace('"', '\''));
        if (!plainTitle.isEmpty()) {
            header.append("TITLE \"").append(plainTitle).append("\"\n");
        }
        header.append("LUT_3D_SIZE ").append(size).append('\n');
        if (!domain.isUnit()) {
            header.append("DOMAIN_MIN ").append(plain(domain.min())).append('\n');
            header.append("DOMAIN_MAX ").append(plain(domain.max())).append('\n');
        }
        text.text(header.toString());
    }

    @Override
    void write(float[] rgb, int points) throws IOException {
        text.rows(rgb, points);
    }

    private static String plain(Rgb rgb) {
        return NumberText.plain(rgb.red()) + ' ' + NumberText.plain(rgb.green()) + ' ' + NumberText.plain(rgb.blue());
    }
}
