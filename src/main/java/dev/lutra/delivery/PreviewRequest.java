package dev.lutra.delivery;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * A request for a picture with a look. Equal requests have equal answers.
 *
 * @param strength the share of the look in its mix with the identity, 0…1
 * @param width in pixels, {@link #MIN_WIDTH}…{@link #MAX_WIDTH}; the answer is never wider than the picture
 */
public record PreviewRequest(ColorMap subject, Picture picture, float strength, int width) implements FileRequest {

    public static final int MIN_WIDTH = 16;
    public static final int MAX_WIDTH = 1600;

    /** Increment this if the lattice, the reduction or the encoder give other bytes for the same look. */
    private static final int VERSION = 1;

    private static final int DIGEST_BYTES = 16;

    /** Pictures change with the program. */
    private static final SingletonSupplier<Map<Picture, String>> CONTENTS = SingletonSupplier.of(() -> {
        Map<Picture, String> contents = new EnumMap<>(Picture.class);
        for (Picture picture : Picture.values()) {
            contents.put(picture, DigestUtils.sha256Hex(Pictures.file(picture)));
        }
        return contents;
    });

    /** A key for the bytes of the answer, as {@link LutRequest#key}. */
    String key(String device) {
        String parts = String.join(
                "\n",
                "lutra preview " + VERSION,
                device,
                CONTENTS.obtain().get(picture),
                Float.toString(strength),
                Integer.toString(width),
                subject.fingerprint());
        return HexFormat.of().formatHex(DigestUtils.sha256(parts), 0, DIGEST_BYTES);
    }

    /** The name of the file, made from a name of the look. */
    public String fileName(String name) {
        return "%s-%s-%d.jpg".formatted(name, picture.text(), width);
    }

    /** A JPEG of this quality has some three bits a pixel, and the pictures are wider than high. */
    @Override
    public long estimatedBytes() {
        return 1024 + (long) width * width / 2;
    }
}
