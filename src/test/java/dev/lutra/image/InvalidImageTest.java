package dev.lutra.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are no images, damaged, or much larger than they look. */
class InvalidImageTest {

    private static final long SEED = 20261126;
    private static final int MUTATIONS = 60;

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>(List.of(
                TestImages.write(ImageType.JPEG, 64, 48, 3, 8),
                TestImages.progressive(64, 48),
                TestImages.cmyk(32, 24),
                TestImages.withSegment(
                        TestImages.write(ImageType.JPEG, 32, 24, 1, 8),
                        0xE1,
                        TestImages.ascii("Exif\0\0"),
                        TestImages.exif(6, true)),
                TestImages.write(ImageType.PNG, 64, 48, 3, 8),
                TestImages.write(ImageType.PNG, 32, 24, 2, 16)));
        for (TiffCoding coding : TiffCoding.values()) {
            var kept = new Kept(List.of(), Orientation.UPRIGHT, coding, List.of());
            files.add(TestImages.write(new Photograph(TestImages.image(48, 32, 3, 16), ImageType.TIFF, kept), 0));
        }
        return files;
    }

    /** Whatever happens to a file, it is read or rejected. A PNG gets right checksums again, so that more is reached. */
    @Test
    void rejectsDamagedFilesAsSuch() throws IOException {
        var random = new Random(SEED);
        int read = 0;
        int rejected = 0;
        for (byte[] file : files()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = mutated(file, random);
                try {
                    Photograph photograph = ImageFile.open(mutated, new ImageLimits(1 << 20, 1 << 20))
                            .decode();
                    TestImages.write(photograph.graded(TestImages.look(5), TestImages::inTurn), 0);
                    read++;
                } catch (InvalidImage e) {
                    assertThat(e.code()).startsWith("image-");
                    rejected++;
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed %d, mutation %d of %s".formatted(SEED, i, ImageType.of(file)), e);
                }
            }
        }
        assertThat(read).isGreaterThan(20);
        assertThat(rejected).isGreaterThan(100);
    }

    private static byte[] mutated(byte[] file, Random random) {
        if (random.nextInt(5) == 0) {
            return Arrays.copyOf(file, random.nextInt(file.length));
        }
        byte[] mutated = file.clone();
        // The headers are where most can go wrong.
        int reach = random.nextBoolean() ? Math.min(300, file.length) : file.length;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutated[4 + random.nextInt(reach - 4)] = (byte) random.nextInt(256);
        }
        return ImageType.of(mutated).orElse(null) == ImageType.PNG ? checked(mutated) : mutated;
    }

    private static byte[] checked(byte[] png) {
        ByteBuffer data = ByteBuffer.wrap(png);
        int at = 8;
        while (at + 12 <= png.length) {
            int length = data.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                return png;
            }
            var crc = new CRC32();
            crc.update(png, at + 4, length + 4);
            data.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
        return png;
    }

    /** The header alone decides. The file has some hundred bytes, and its image would take gigabytes. */
    @ParameterizedTest
    @EnumSource(ImageType.class)
    void rejectsHugeImagesByTheirHeaders(ImageType type) {
        byte[] file = TestImages.write(type, 8, 8, 3, 8);
        byte[] huge = switch (type) {
            case JPEG -> resizedJpeg(file);
            case PNG -> {
                ByteBuffer.wrap(file).putInt(16, 60_000).putInt(20, 60_000);
                yield checked(file);
            }
            case TIFF -> resizedTiff(file);
        };
        assertThatThrownBy(() -> ImageFile.open(huge, TestImages.LIMITS))
                .isInstanceOfSatisfying(
                        InvalidImage.class, e -> assertThat(e.code()).isEqualTo("image-too-large"));
    }

    private static byte[] resizedJpeg(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xEE);
                return jpeg;
            }
        }
        throw new IllegalArgumentException("no frame");
    }

    private static byte[] resizedTiff(byte[] tiff) {
        ByteBuffer data = ByteBuffer.wrap(tiff);
        int directory = data.getInt(4);
        for (int i = 0; i < data.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            int tag = data.getShort(entry) & 0xFFFF;
            if (tag == 256 || tag == 257) {
                data.putShort(entry + 2, (short) 4).putInt(entry + 8, 60_000);
            }
        }
        return tiff;
    }

    @Test
    void rejectsAJpegOfThousandScans() throws IOException {
        byte[] file = TestImages.progressive(64, 64);
        JpegSegments segments = JpegSegments.of(file, 100);
        int at = segments.segments().getLast().at() - 4;
        byte[] scans = Arrays.copyOfRange(file, at, file.length - 2);
        byte[] bomb = Arrays.copyOf(file, at);
        for (int i = 0; i < 30; i++) {
            bomb = TestImages.joined(bomb, scans);
        }
        byte[] whole = TestImages.joined(bomb, new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertThatThrownBy(() -> ImageFile.open(whole, TestImages.LIMITS))
                .isInstanceOf(InvalidImage.class)
                .hasMessageContaining("more than 100 scans");
    }

    @Test
    void rejectsAJpegOfThousandsOfSegments() {
        byte[] file = TestImages.write(ImageType.JPEG, 8, 8, 3, 8);
        var empty = new byte[4 * 4000];
        for (int i = 0; i < empty.length; i += 4) {
            empty[i] = (byte) 0xFF;
            empty[i + 1] = (byte) 0xFE;
            empty[i + 3] = 2;
        }
        byte[] whole = TestImages.joined(Arrays.copyOf(file, 2), empty, Arrays.copyOfRange(file, 2, file.length));
        assertThatThrownBy(() -> ImageFile.open(whole, TestImages.LIMITS))
                .isInstanceOfSatisfying(
                        InvalidImage.class, e -> assertThat(e.code()).isEqualTo("image-too-large"));
    }

    /** Thirty tags over the same bytes would be read into thirty times their length. */
    @Test
    void givesTheDecoderOfTiffsTheTagsOfThePixelsAlone() {
        byte[] file = TestImages.write(ImageType.TIFF, 40, 30, 3, 16);
        byte[] many = withEntries(file, 30, 40_000, 7, file.length);
        ByteBuffer data = ByteBuffer.wrap(many);
        int next = data.getInt(4) + 2 + 12 * data.getShort(data.getInt(4));
        // The next directory is the first one again.
        data.putInt(next, data.getInt(4));
        TiffDirectory alone =
                TiffDirectory.of(TiffHeader.of(many).pixelsAlone()).orElseThrow();
        assertThat(alone.hasNext()).isFalse();
        assertThat(alone.count(40_000)).isZero();
        assertThat(alone.number(256, 0)).isEqualTo(40);
        assertThat(TestImages.read(TestImages.write(TestImages.decode(many), 0)).getSample(3, 4, 1))
                .isEqualTo(TestImages.read(file).getSample(3, 4, 1));
    }

    /** As many strips as the file has bytes, in an image that has few rows; texts that are the whole file. */
    @ParameterizedTest
    @CsvSource({"1, 325, 3", "1, 320, 3", "1, 338, 1", "2, 305, 2"})
    void rejectsATiffWhoseTagsHaveTooManyValues(int entries, int tag, int type) {
        byte[] file = TestImages.write(ImageType.TIFF, 40, 30, 3, 16);
        byte[] bomb = withEntries(file, entries, tag, type, 6000);
        assertThatThrownBy(() -> ImageFile.open(bomb, TestImages.LIMITS))
                .isInstanceOfSatisfying(
                        InvalidImage.class, e -> assertThat(e.code()).isEqualTo("image-damaged"));
    }

    /** Adds tags to the directory of a big-endian TIFF, whose values are the first bytes of the file. */
    private static byte[] withEntries(byte[] tiff, int entries, int first, int type, int count) {
        ByteBuffer old = ByteBuffer.wrap(tiff);
        int directory = old.getInt(4);
        int length = 12 * old.getShort(directory);
        int start = tiff.length + tiff.length % 2;
        ByteBuffer more = ByteBuffer.wrap(Arrays.copyOf(tiff, start + 2 + length + 12 * entries + 4));
        more.putInt(4, start).position(start).putShort((short) (length / 12 + entries));
        more.put(tiff, directory + 2, length);
        for (int i = 0; i < entries; i++) {
            more.putShort((short) (first + i))
                    .putShort((short) type)
                    .putInt(count)
                    .putInt(0);
        }
        return more.array();
    }

    @Test
    void doesNotReadJpegInsideTiff() {
        byte[] file = TestImages.write(ImageType.TIFF, 40, 30, 3, 8);
        ByteBuffer data = ByteBuffer.wrap(file);
        int directory = data.getInt(4);
        for (int i = 0; i < data.getShort(directory); i++) {
            if (data.getShort(directory + 2 + 12 * i) == 259) {
                data.putShort(directory + 10 + 12 * i, (short) 7);
            }
        }
        assertThatThrownBy(() -> ImageFile.open(file, TestImages.LIMITS))
                .isInstanceOf(InvalidImage.class)
                .hasMessageContaining("not JPEG inside TIFF");
    }

    /** The greys, the RGB that the look makes of them, and for PNG and TIFF an answer as long. */
    @ParameterizedTest
    @CsvSource({"JPEG, 1, 8, 5", "PNG, 1, 8, 7", "PNG, 2, 8, 10", "PNG, 1, 16, 14", "TIFF, 1, 8, 7", "TIFF, 2, 16, 20"})
    void countsWhatBecomesOfGreys(ImageType type, int channels, int depth, int bytesPerPixel) {
        byte[] file = TestImages.write(type, 200, 100, channels, depth);
        assertThat(ImageFile.open(file, TestImages.LIMITS).memory()).isGreaterThanOrEqualTo(20_000L * bytesPerPixel);
    }

    /** Text that unpacks to a gigabyte is copied as it is. */
    @Test
    void unpacksNoText() {
        byte[] file = TestImages.write(ImageType.PNG, 8, 8, 3, 8);
        byte[] text = TestImages.joined(TestImages.ascii("Comment\0\0"), new byte[100_000]);
        Photograph photograph = TestImages.decode(TestImages.withChunk(file, "zTXt", text));
        assertThat(photograph.kept().blocks()).hasSize(1);
    }

    @Test
    void namesWhatItDoesNotRead() {
        assertThatThrownBy(() -> ImageFile.open(TestImages.ascii("GIF89a"), TestImages.LIMITS))
                .isInstanceOf(InvalidImage.class)
                .hasMessageContaining("neither JPEG nor PNG nor TIFF");
        assertThatThrownBy(() -> ImageFile.open(new byte[0], TestImages.LIMITS)).isInstanceOf(InvalidImage.class);
        assertThatThrownBy(() ->
                        ImageFile.open(TestImages.write(ImageType.PNG, 8, 8, 3, 8), new ImageLimits(50, 50_000_000)))
                .isInstanceOfSatisfying(
                        InvalidImage.class, e -> assertThat(e.code()).isEqualTo("image-too-large"));
    }
}
