package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes a Common LUT Format file, version 3: a LUT3D, and before it the curves that map inputs to 0…1.
 *
 * <p>A LUT1D has evenly spaced points over 0…1. Curves over other inputs follow a Matrix that maps these to 0…1. Curves
 * whose points are not evenly spaced become a LUT1D of 65,536 points, for all numbers of half precision where that is
 * closer than even spacing. All depths are 32f, and the interpolation is tetrahedral.
 */
final class ClfWriter {

    private static final String DEPTHS = " inBitDepth=\"32f\" outBitDepth=\"32f\"";

    private final NumberText text;

    private ClfWriter(NumberText text) {
        this.text = text;
    }

    /**
     * Starts the file.
     *
     * @param out stays open when the writer is closed
     * @param size points along an axis, 2…256
     */
    static LatticeWriter begin(OutputStream out, int size, LutHeader header) throws IOException {
        var text = new NumberText(out, header.exact());
        var writer = new ClfWriter(text);
        writer.start(size, header);
        return new BlueFastestRows(text, size) {
            @Override
            void footer() throws IOException {
                text.text("    </Array>\n  </LUT3D>\n</ProcessList>\n");
            }
        };
    }

    private void start(int size, LutHeader header) throws IOException {
        String title = header.title() == null ? "" : XmlText.escaped(header.title());
        String id = UUID.nameUUIDFromBytes("%s/%d".formatted(title, size).getBytes(StandardCharsets.UTF_8))
                .toString();
        text.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ProcessList compCLFversion=\"3\" id=\"urn:uuid:%s\"%s"
                .formatted(id, title.isEmpty() ? "" : " name=\"" + title + "\""));
        text.text(" xmlns=\"urn:AMPAS:CLF:v3.0\">\n");
        if (header.unitShaper().isPresent()) {
            curves(header.unitShaper().get());
        }
        text.text("  <LUT3D%s interpolation=\"tetrahedral\">\n    <Array dim=\"%d %d %d 3\">\n"
                .formatted(DEPTHS, size, size, size));
    }

    private void curves(Shaper shaper) throws IOException {
        ShaperTable table = ShaperTable.of(shaper);
        if (!table.halfDomain() && !shaper.domain().isUnit()) {
            matrix(shaper.domain());
        }
        if (table.isIdentity()) {
            return;
        }
        text.text("  <LUT1D%s%s>\n".formatted(DEPTHS, table.halfDomain() ? " halfDomain=\"true\"" : ""));
        text.text("    <Array dim=\"%d %d\">\n".formatted(table.points(), table.isGrey() ? 1 : 3));
        for (int point = 0; point < table.points(); point++) {
            if (table.isGrey()) {
                text.number(table.output(0, point), '\n');
            } else {
                text.number(table.output(0, point), ' ');
                text.number(table.output(1, point), ' ');
                text.number(table.output(2, point), '\n');
            }
        }
        text.text("    </Array>\n  </LUT1D>\n");
    }

    /** A matrix that maps a box to 0…1. */
    private void matrix(RgbBox box) throws IOException {
        text.text("  <Matrix%s>\n    <Array dim=\"3 4\">\n".formatted(DEPTHS));
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                text.text((row == column ? Double.toString(1 / box.extent(row)) : "0") + ' ');
            }
            text.text(Double.toString(-box.low(row) / box.extent(row) + 0.0) + '\n');
        }
        text.text("    </Array>\n  </Matrix>\n");
    }
}
