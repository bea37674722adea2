package dev.lutra.library.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;

/** Recognises by its first bytes the kind of a file that has the name of a zip archive but cannot be read as one. */
enum ArchiveKind {
    RAR("526172211a07", "this is a RAR archive; only zip archives are supported"),
    SEVEN_ZIP("377abcaf271c", "this is a 7-Zip archive; only zip archives are supported"),
    GZIP("1f8b", "this is a gzip file; only zip archives are supported"),
    ZIP("504b0304", "the archive is damaged or incomplete"),
    OTHER("", "this is not a zip archive");

    private static final int LONGEST = 6;

    private final String start;
    private final String whyNotRead;

    ArchiveKind(String start, String whyNotRead) {
        this.start = start;
        this.whyNotRead = whyNotRead;
    }

    String whyNotRead() {
        return whyNotRead;
    }

    static ArchiveKind of(SeekableByteChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        file.position(0);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // Reads until the buffer is full or the file ends.
        }
        String hex = HexFormat.of().formatHex(bytes.array(), 0, bytes.position());
        for (ArchiveKind kind : values()) {
            if (hex.startsWith(kind.start)) {
                return kind;
            }
        }
        return OTHER;
    }
}
