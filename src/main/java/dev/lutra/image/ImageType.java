package dev.lutra.image;

import java.util.Arrays;
import java.util.Optional;

/** The types of image files that are read and written. */
public enum ImageType {
    JPEG("image/jpeg", "jpg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "png", "\u0089PNG\r\n\u001A\n"),
    TIFF("image/tiff", "tif", "II*\0", "MM\0*");

    private final String mediaType;
    private final String extension;
    private final String[] starts;

    ImageType(String mediaType, String extension, String... starts) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.starts = starts;
    }

    /** The registered media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual extension of a file, without a dot. */
    public String extension() {
        return extension;
    }

    /** Recognises a file by its first bytes, whatever its name says. */
    public static Optional<ImageType> of(byte[] file) {
        return Arrays.stream(values())
                .filter(type -> Arrays.stream(type.starts).anyMatch(start -> startsWith(file, start)))
                .findFirst();
    }

    private static boolean startsWith(byte[] file, String start) {
        if (file.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if ((file[i] & 0xFF) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
