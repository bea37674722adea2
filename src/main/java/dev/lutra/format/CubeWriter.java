package dev.lutra.format;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
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
     * Starts the file: writes its header, in the dialect of Adobe.
     *
     * @param out stays open when this writer is closed
     * @param size points along an axis, 2…256
     * @param about the title, in which quotation marks become apostrophes and the rest becomes
     *     {@linkplain PlainText#cleaned plain text}, because the format has no escapes; and the domain, which is written
     *     only if it is not 0…1, with as many digits as necessary
     * @throws IllegalArgumentException if the size is out of range
     */
    CubeWriter(OutputStream out, int size, LutHeader about) throws IOException {
        this(new NumberText(out, about.exact()), size);
        String title = plain(about.title());
        if (!title.isEmpty()) {
            text.text("TITLE \"%s\"\n".formatted(title));
        }
        text.text("LUT_3D_SIZE %d\n".formatted(size));
        RgbBox domain = about.domain();
        if (!domain.isUnit()) {
            text.text("DOMAIN_MIN %s\nDOMAIN_MAX %s\n".formatted(plain(domain.min()), plain(domain.max())));
        }
    }

    private CubeWriter(NumberText text, int size) {
        super(text, size);
        this.text = text;
    }

    /**
     * Starts the file in the dialect of DaVinci Resolve: with its ranges, and with curves before the lattice if there
     * are any or if the lattice spans other inputs in one channel than in another. {@link ResolveShaper} gives them. The
     * title is a comment: OpenColorIO refuses a file with both a title and these ranges.
     *
     * @param out stays open when the writer is closed
     * @param size points along an axis, 2…256
     * @throws IllegalArgumentException if the size is out of range
     */
    static CubeWriter forResolve(OutputStream out, int size, LutHeader about) throws IOException {
        var writer = new CubeWriter(new NumberText(out, about.exact()), size);
        String title = plain(about.title());
        if (!title.isEmpty()) {
            writer.text.text("# %s\n".formatted(title));
        }
        Shaper shaper = ResolveShaper.of(about);
        RgbBox domain = about.domain().isCube() ? about.domain() : RgbBox.UNIT;
        if (shaper != null) {
            writer.text.text("LUT_1D_SIZE %d\n".formatted(shaper.points()));
            writer.writeRange("LUT_1D_INPUT_RANGE", shaper.domain());
        }
        writer.text.text("LUT_3D_SIZE %d\n".formatted(size));
        if (shaper != null || !domain.isUnit()) {
            writer.writeRange("LUT_3D_INPUT_RANGE", domain);
        }
        if (shaper != null) {
            ResolveShaper.write(shaper, out);
        }
        return writer;
    }

    private static String plain(@Nullable String title) {
        return title == null ? "" : PlainText.cleaned(title.replace('"', '\''));
    }

    private void writeRange(String keyword, RgbBox cube) throws IOException {
        text.text("%s %s %s\n"
                .formatted(
                        keyword,
                        NumberText.plain(cube.min().red()),
                        NumberText.plain(cube.max().red())));
    }

    private static String plain(Rgb rgb) {
        return NumberText.plain(rgb.red()) + ' ' + NumberText.plain(rgb.green()) + ' ' + NumberText.plain(rgb.blue());
    }
}
