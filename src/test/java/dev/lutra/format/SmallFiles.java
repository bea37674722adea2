package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** Small files of every format: what Lutra writes, and files by hand with what others write. */
public final class SmallFiles {

    private static final RgbBox WIDE = new RgbBox(new Rgb(-0.5f, 0, 0), new Rgb(2, 1.5f, 12));
    private static final Shaper CURVED = Shaper.of(Curve.uniform(-0.25f, 4, new float[] {0, 0.25f, 0.5f, 0.75f, 1}));
    private static final List<Integer> SIZES = List.of(2, 3, 4, 5, 8, 9, 16);
    private static final List<WriteOptions> OPTIONS = List.of(
            WriteOptions.NONE,
            new WriteOptions(null, null, 16),
            new WriteOptions(null, null, null, "resolve", null),
            new WriteOptions(null, null, null, null, "strip"),
            new WriteOptions(null, null, null, null, "tiles"));

    /** A black-and-white look in 54 bytes. */
    static final String TOKEN = "LxG_BCbJLQwLeJZG8Aoz9WjAvpkdWh4yynySfuHVtfof7lyWISpD_J7zyMgsygn_ytS5ribD";

    private static final Map<String, List<String>> BY_HAND = new LinkedHashMap<>();

    static {
        BY_HAND.put(
                "cube",
                List.of(
                        "TITLE \"a\"\nLUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE 0.0 4.0\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.0 1.0\n"
                                + "0 0 0\n.5 .5 .5\n1 1 1\n" + "0.098039 1.5e-1 .25\r\n".repeat(8),
                        "# c\nLUT_IN_VIDEO_RANGE\nLUT_OUT_VIDEO_RANGE\nLUT_3D_SIZE 2\n" + "0.1 0.2 0.3\n".repeat(8),
                        "LUT_1D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 16 16 16\n0 0 0\n1 1 1\n"));
        BY_HAND.put(
                "3dl",
                List.of(
                        "0 64 128 192 256\n" + "0 512 1023\n".repeat(125),
                        "3DMESH\nMesh 2 12\n0 256 512 768 1023\n" + "0 2048 4095\n".repeat(125) + "LUT8\ngamma 1.0\n"));
        BY_HAND.put(
                "csp",
                List.of(
                        "CSPLUTV100\n3D\n\nBEGIN METADATA\ntitle\nEND METADATA\n\n3\n0 0.5 1\n0 .2 1\n2\n0 1\n0 1\n2\n0 1\n0 2\n\n2 2 2\n"
                                + "0.1 0.2 0.3\n".repeat(8),
                        "CSPLUTV100\n1D\n\n2\n0 1\n0 1\n2\n0 1\n0 1\n2\n0 1\n0 1\n\n3\n0 0 0\n.5 .5 .5\n1 1 1\n"));
        BY_HAND.put(
                "spi1d",
                List.of("Version 1\nFrom -0.125 1.125\nLength 4\nComponents 3\n{\n" + " 0.1 0.2 0.3\n".repeat(4)
                        + "}\n"));
        BY_HAND.put(
                "spi3d",
                List.of("SPILUT 1.0\n3 3\n2 2 2\n0 0 0 0 0 0\n0 0 1 0 0 1\n0 1 0 0 1 0\n0 1 1 0 1 1\n1 0 0 1 0 0\n"
                        + "1 0 1 1 0 1\n1 1 0 1 1 0\n1 1 1 1 1 1\n"));
        BY_HAND.put(
                "vlt",
                List.of("# panasonic vlt file version 1.0\n# source vlt file \"\"\nLUT_3D_SIZE 17\n\n"
                        + "0 2048 4095\n".repeat(17 * 17 * 17)));
        BY_HAND.put(
                "gmz",
                List.of(
                        "1 unsigned_char little_endian\n2 2 2 3\n!/=Kgu1?Ocw}$5EUeu7GWgwy",
                        "2 uint8 big_endian\n3 3 3 1\n 08@HPX`hp!19AIQYaiq(2:BJRZ1 8 1 1\nGMZ\0look"));
        BY_HAND.put("token", List.of(TOKEN + "\n"));
        BY_HAND.put("itx", List.of("LUT_3D_SIZE 2\n" + "0.1 0.2 0.3\n".repeat(8)));
        BY_HAND.put(
                "vf",
                List.of(
                        "#Inventor V2.1 ascii\ngrid_size 2 2 2\nglobal_transform 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1\ndata\n"
                                + "0.1 0.2 0.3\n".repeat(8)));
        BY_HAND.put(
                "clf",
                List.of(
                        clf(
                                "<Matrix inBitDepth=\"10i\" outBitDepth=\"16f\"><Array dim=\"3 3\">1 0 0 0 1 0 0 0 .5</Array></Matrix>"
                                        + "<LUT1D inBitDepth=\"16f\" outBitDepth=\"32f\"><Array dim=\"3 1\">0 .3 1</Array></LUT1D>"),
                        clf(
                                "<Range inBitDepth=\"32f\" outBitDepth=\"32f\"><minInValue>0</minInValue><maxInValue>2</maxInValue>"
                                        + "<minOutValue>0</minOutValue><maxOutValue>1</maxOutValue></Range>"
                                        + "<Log inBitDepth=\"32f\" outBitDepth=\"32f\" style=\"log10\"/>"
                                        + "<Exponent inBitDepth=\"32f\" outBitDepth=\"32f\" style=\"basicFwd\"><ExponentParams exponent=\"2\"/></Exponent>"
                                        + "<ASC_CDL inBitDepth=\"32f\" outBitDepth=\"32f\" style=\"Fwd\"><SOPNode><Slope>1 1 .9</Slope>"
                                        + "<Offset>0 0 .1</Offset><Power>1 1 1.1</Power></SOPNode><SatNode><Saturation>.8</Saturation></SatNode></ASC_CDL>"),
                        clf(
                                "<LUT3D inBitDepth=\"32f\" outBitDepth=\"12i\" interpolation=\"tetrahedral\"><Array dim=\"2 2 2 3\">"
                                        + "0 2048 4095\n".repeat(8) + "</Array></LUT3D>")));
    }

    private SmallFiles() {}

    private static String clf(String nodes) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ProcessList compCLFversion=\"3\" id=\"a\">\n<Description>d</Description>\n"
                + nodes + "\n</ProcessList>\n";
    }

    /** Files of a format, at least one. */
    public static List<byte[]> of(LutFormat format) {
        var files = new ArrayList<byte[]>();
        for (String text : BY_HAND.getOrDefault(format.name(), List.of())) {
            files.add(text.getBytes(StandardCharsets.UTF_8));
        }
        if (format.name().equals("gmz")) {
            files.add(image("2 2 2 3", 24, false));
            files.add(image("2 2 2 3", 24, true));
            files.add(image("1 8 1 6", 48, true));
        }
        if (format.isWritten()) {
            OPTIONS.stream()
                    .flatMap(options -> smallest(format, options).stream())
                    .distinct()
                    .forEach(layout -> {
                        files.add(written(layout, RgbBox.UNIT, null));
                        if (layout.holdsDomain()) {
                            files.add(written(layout, WIDE, null));
                        }
                        if (layout.holdsShaper()) {
                            files.add(written(layout, RgbBox.UNIT, CURVED));
                        }
                    });
        }
        if (files.isEmpty()) {
            throw new AssertionError("there is no small file of the format " + format.name());
        }
        return files;
    }

    /** A file of one image of CImg, of bytes: a lattice, or keypoints of one. */
    private static byte[] image(String dimensions, int values, boolean compressed) {
        var bytes = new byte[values];
        for (int i = 0; i < values; i++) {
            bytes[i] = (byte) (37 * i);
        }
        var data = new ByteArrayOutputStream();
        try (OutputStream out = compressed ? new DeflaterOutputStream(data) : data) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String size = compressed ? dimensions + " #" + data.size() : dimensions;
        var file = new ByteArrayOutputStream();
        file.writeBytes("1 unsigned_char little_endian\n%s\n".formatted(size).getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(data.toByteArray());
        return file.toByteArray();
    }

    /** Files of all formats. */
    public static List<byte[]> all() {
        return LutFormats.all().stream().flatMap(format -> of(format).stream()).toList();
    }

    private static List<LutLayout> smallest(LutFormat format, WriteOptions options) {
        for (int size : SIZES) {
            try {
                return List.of(format.layout(options.withRes(size), WriteLimits.NONE));
            } catch (InvalidOptions e) {
                // The format has another size, or not this option.
            }
        }
        return List.of();
    }

    private static byte[] written(LutLayout layout, RgbBox domain, @Nullable Shaper shaper) {
        Lut3d look = TestFiles.look(layout.size(), domain);
        var out = new ByteArrayOutputStream();
        try (var writer = layout.begin(out, new LutHeader("Look", domain, shaper, true))) {
            writer.accept(look.lattice(), look.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
