package dev.lutra.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a file besides its pixels. */
class KeptTest {

    private static final byte[] PROFILE = profile();

    /** A profile of another size than one segment. */
    private static byte[] profile() {
        var profile = new byte[70_000];
        for (int i = 0; i < profile.length; i++) {
            profile[i] = (byte) (31 * i);
        }
        return profile;
    }

    @Test
    void keepsProfileOrientationAndTextOfAJpeg() {
        byte[] icc = TestImages.ascii("ICC_PROFILE\0");
        byte[] first = Arrays.copyOf(PROFILE, 60_000);
        byte[] second = Arrays.copyOfRange(PROFILE, 60_000, PROFILE.length);
        byte[] xmp = TestImages.ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>");
        byte[] exif = TestImages.ascii("Exif\0\0");
        byte[] file = TestImages.write(ImageType.JPEG, 40, 30, 3, 8);
        file = TestImages.withSegment(file, 0xFE, TestImages.ascii("a comment"));
        file = TestImages.withSegment(file, 0xE2, icc, new byte[] {2, 2}, second);
        file = TestImages.withSegment(file, 0xE2, icc, new byte[] {1, 2}, first);
        file = TestImages.withSegment(file, 0xE1, xmp);
        file = TestImages.withSegment(file, 0xE1, exif, TestImages.exif(6, true));
        Photograph photograph = TestImages.decode(file);
        assertThat(photograph.width()).isEqualTo(30);
        assertThat(photograph.warnings())
                .containsExactly("the preview in the Exif data was left out, because it shows the image as it was");

        byte[] written = TestImages.graded(file, TestImages.look(9));
        JpegSegments segments = JpegSegments.of(written, 100);
        List<byte[]> blocks = segments.segments().stream()
                .filter(segment -> segment.marker() > 0xE0 && segment.marker() <= 0xFE)
                .map(segments::data)
                .toList();
        byte[] withoutPreview = TestImages.exif(6, true);
        Arrays.fill(withoutPreview, 22, 26, (byte) 0);
        assertThat(blocks)
                .containsExactly(
                        TestImages.joined(exif, withoutPreview),
                        xmp,
                        TestImages.joined(icc, new byte[] {1, 2}, first),
                        TestImages.joined(icc, new byte[] {2, 2}, second),
                        TestImages.ascii("a comment"));
        Photograph again = TestImages.decode(written);
        assertThat(again.width()).isEqualTo(30);
        assertThat(again.warnings()).isEmpty();
        // Turned once by the reader, and not by the pixels, too.
        assertThat(TestImages.read(written).getWidth()).isEqualTo(40);
    }

    /** A profile for greys, as far as its header says. */
    private static byte[] greyProfile() {
        byte[] profile = PROFILE.clone();
        System.arraycopy(TestImages.ascii("GRAY"), 0, profile, 16, 4);
        return profile;
    }

    private static byte[] greyFile(ImageType type) throws IOException {
        byte[] profile = greyProfile();
        return switch (type) {
            case JPEG -> {
                byte[] icc = TestImages.ascii("ICC_PROFILE\0");
                byte[] first = Arrays.copyOf(profile, 60_000);
                byte[] second = Arrays.copyOfRange(profile, 60_000, profile.length);
                byte[] file = TestImages.write(type, 40, 30, 1, 8);
                file = TestImages.withSegment(file, 0xE2, icc, new byte[] {2, 2}, second);
                yield TestImages.withSegment(file, 0xE2, icc, new byte[] {1, 2}, first);
            }
            case PNG -> withGreyProfile(TestImages.write(type, 40, 30, 1, 8));
            case TIFF -> {
                var kept = new Kept(
                        List.of(new Kept.Block(34675, profile)), Orientation.UPRIGHT, TiffCoding.LZW, List.of());
                yield TestImages.write(new Photograph(TestImages.image(40, 30, 1, 8), type, kept), 0);
            }
        };
    }

    private static byte[] withGreyProfile(byte[] png) throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.write(TestImages.ascii("grey\0\0"));
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(greyProfile());
        }
        return TestImages.withChunk(png, "iCCP", packed.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void dropsAProfileForGreysWhereTheyBecomeColoured(ImageType type) throws IOException {
        byte[] file = greyFile(type);
        List<Kept.Block> blocks = TestImages.decode(file).kept().blocks();
        int profile = type == ImageType.JPEG ? 2 : 1;
        Photograph coloured = TestImages.decode(file).graded(TestImages.look(9), TestImages::inTurn);
        assertThat(coloured.kept().blocks()).hasSize(blocks.size() - profile);
        assertThat(coloured.warnings()).singleElement().asString().contains("for greys");
        assertThat(TestImages.decode(TestImages.write(coloured, 0)).kept().blocks())
                .hasSize(blocks.size() - profile);
        Photograph grey = TestImages.decode(file).graded(TestImages.greys(9), TestImages::inTurn);
        assertThat(grey.kept().blocks()).hasSize(blocks.size());
        assertThat(grey.warnings()).isEmpty();
    }

    /** They are written as a palette, which is one of colours. */
    @Test
    void dropsAProfileForGreysOfOneBit() throws IOException {
        byte[] file =
                withGreyProfile(TestImages.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_BINARY), "png"));
        Photograph graded = TestImages.decode(file).graded(TestImages.look(9), TestImages::inTurn);
        assertThat(graded.kept().blocks()).isEmpty();
        assertThat(graded.warnings()).hasSize(1);
    }

    /** IPTC stays; both kinds of previews go, also where they are cut into segments. */
    @Test
    void dropsThePreviewsOfPhotoshop() {
        byte[] iptc = resource(0x0404, 301);
        byte[] all = TestImages.joined(resource(1033, 999), iptc, resource(1036, 70_000), resource(0x03ED, 16));
        byte[] name = TestImages.ascii("Photoshop 3.0\0");
        byte[] file = TestImages.write(ImageType.JPEG, 40, 30, 3, 8);
        file = TestImages.withSegment(file, 0xED, name, Arrays.copyOfRange(all, 50_000, all.length));
        file = TestImages.withSegment(file, 0xED, name, Arrays.copyOf(all, 50_000));
        Photograph photograph = TestImages.decode(file);
        assertThat(photograph.kept().blocks())
                .singleElement()
                .satisfies(block ->
                        assertThat(block.data()).isEqualTo(TestImages.joined(name, iptc, resource(0x03ED, 16))));
        assertThat(photograph.warnings()).singleElement().asString().contains("preview in the Photoshop data");
        assertThat(TestImages.decode(TestImages.write(photograph, 0)).warnings())
                .isEmpty();
        byte[] damaged = TestImages.withSegment(
                TestImages.write(ImageType.JPEG, 40, 30, 3, 8), 0xED, name, Arrays.copyOf(iptc, 200));
        assertThat(TestImages.decode(damaged).kept().blocks()).isEmpty();
        assertThat(TestImages.decode(damaged).warnings()).hasSize(1);
    }

    private static byte[] resource(int id, int length) {
        ByteBuffer data = ByteBuffer.allocate(12 + length + length % 2);
        data.put(TestImages.ascii("8BIM"))
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(length);
        return data.array();
    }

    /** As it came, in tables and in the size of the colour. */
    @ParameterizedTest
    @CsvSource({"0.3, 2", "0.9, 2", "0.9, 1"})
    void keepsTheQualityOfAJpeg(float quality, int factor) throws IOException {
        byte[] file = jpeg(quality, factor);
        JpegSegments before = JpegSegments.of(file, 100);
        JpegSegments after = JpegSegments.of(TestImages.graded(file, TestImages.look(9)), 100);
        assertThat(after.frame().factors()).isEqualTo(before.frame().factors());
        assertThat(after.frame().factors().getFirst()).isEqualTo(0x11 * factor);
        assertThat(tables(after)).isEqualTo(tables(before));
        byte[] smaller = TestImages.write(TestImages.decode(file), 10);
        byte[] larger = TestImages.write(TestImages.decode(file), 98);
        assertThat(smaller.length).isLessThan(larger.length / 2);
    }

    private static byte[] jpeg(float quality, int factor) throws IOException {
        ImageWriter writer = Plugins.jpegWriter();
        BufferedImage image = TestImages.image(200, 150, 3, 8);
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            var coding = new JpegCoding(JpegCoding.USUAL.luma(), JpegCoding.USUAL.chroma(), factor, factor);
            writer.write(
                    null, new IIOImage(image, null, coding.metadata(writer, image, Math.round(100 * quality))), null);
        }
        return out.toByteArray();
    }

    private static String tables(JpegSegments jpeg) {
        var tables = new StringBuilder();
        for (JpegSegments.Segment segment : jpeg.segments()) {
            if (segment.marker() == JpegSegments.QUANTISATION) {
                tables.append(Arrays.toString(jpeg.data(segment)));
            }
        }
        return tables.toString();
    }

    @Test
    void keepsTheChunksOfAPng() {
        byte[] file = TestImages.write(ImageType.PNG, 40, 30, 3, 16);
        byte[] time = {7, -48, 1, 1, 0, 0, 0};
        file = TestImages.withChunk(file, "tIME", time);
        file = TestImages.withChunk(file, "zTXt", TestImages.ascii("Comment\0\0 not packed at all"));
        file = TestImages.withChunk(file, "eXIf", TestImages.exif(8, false));
        file = TestImages.withChunk(file, "cICP", new byte[] {9, 16, 0, 1});
        file = TestImages.withChunk(file, "iCCP", PROFILE);
        byte[] written = TestImages.graded(file, TestImages.look(9));
        PngChunks chunks = PngChunks.of(written);
        assertThat(chunks.kept().stream().map(chunks::data))
                .containsExactly(
                        PROFILE,
                        new byte[] {9, 16, 0, 1},
                        TestImages.exif(8, false),
                        TestImages.ascii("Comment\0\0 not packed at all"));
        assertThat(TestImages.decode(written).width()).isEqualTo(30);
    }

    @Test
    void keepsTheTagsOfATiff() throws IOException {
        List<Kept.Block> blocks = List.of(
                new Kept.Block(34675, PROFILE),
                new Kept.Block(700, TestImages.ascii("<x:xmpmeta/>")),
                new Kept.Block(315, TestImages.ascii("An artist")),
                new Kept.Block(274, new byte[] {0, 6}),
                new Kept.Block(282, new byte[] {0, 0, 1, 44, 0, 0, 0, 1}),
                new Kept.Block(283, new byte[] {0, 0, 1, 44, 0, 0, 0, 1}));
        var kept = new Kept(blocks, new Orientation(6), TiffCoding.LZW, List.of());
        var photograph = new Photograph(TestImages.image(40, 30, 3, 16), ImageType.TIFF, kept);
        byte[] file = TestImages.write(photograph, 0);
        byte[] written = TestImages.graded(file, TestImages.look(9));
        TiffHeader header = TiffHeader.of(written);
        assertThat(header.coding()).isEqualTo(TiffCoding.LZW);
        assertThat(header.tags().bytes(34675)).isEqualTo(PROFILE);
        assertThat(header.tags().text(315)).isEqualTo("An artist");
        assertThat(header.tags().bytes(700)).isEqualTo(TestImages.ascii("<x:xmpmeta/>"));
        assertThat(header.tags().ratio(282)).isEqualTo(new byte[] {0, 0, 1, 44, 0, 0, 0, 1});
        assertThat(header.tags().orientation()).isEqualTo(new Orientation(6));
        assertThat(TestImages.decode(written).width()).isEqualTo(30);
    }
}
