package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.LatticeWriter;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The LUTs of cineSpace, {@code .csp}: a shaper and a lattice over 0…1. {@link CspReader} gives the grammar, {@link
 * PreLut} the curves of the shaper. The title is written as metadata.
 */
final class CspFormat extends SizedTextFormat {

    CspFormat() {
        super("csp");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.text().stripLeading().startsWith(CspReader.MARK);
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new CspReader(in, limits).read();
    }

    @Override
    boolean holdsShaper() {
        return true;
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        writeHeader(out, header);
        var text = new NumberText(out, header.exact());
        text.text("%d %d %d\n".formatted(size, size, size));
        return new TextLatticeWriter(text, size);
    }

    private static void writeHeader(OutputStream out, LutHeader header) throws IOException {
        // The knots are exact, so that those which lie close together stay apart.
        var text = new NumberText(out, true);
        text.text("CSPLUTV100\n3D\n\nBEGIN METADATA\n");
        String title = header.title();
        if (title != null && !PlainText.cleaned(title).isEmpty()) {
            text.text("\"%s\"\n".formatted(PlainText.cleaned(title)));
        }
        text.text("END METADATA\n\n");
        Shaper shaper = header.unitShaper().orElse(Shaper.toUnit(RgbBox.UNIT));
        for (int channel = 0; channel < 3; channel++) {
            writeKnots(text, PreLut.knots(shaper.curve(channel)));
        }
        text.text("\n");
        text.flush();
    }

    private static void writeKnots(NumberText text, Curve knots) throws IOException {
        int last = knots.points() - 1;
        text.whole(knots.points(), '\n');
        for (int i = 0; i <= last; i++) {
            text.number(knots.input(i), i < last ? ' ' : '\n');
        }
        for (int i = 0; i <= last; i++) {
            text.number(knots.outputs()[i], i < last ? ' ' : '\n');
        }
    }
}
