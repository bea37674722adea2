package dev.lutra.library.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;

/** The kind of a file that has the name of a zip archive and cannot be read as one, by its first bytes. */
enum ArchiveKind {
    RAR("526172211a07", "this is a RAR archive; only zip archives are read"),
    SEVEN_ZIP("377abcaf271c", "this is a 7-Zip archive; only zip archives are read"),
    GZIP("1f8b", "this is a gzip file; only zip archives are read"),
    ZIP("504b0304", "the archive is damaged, or was cut off"),
    OTHER("", "this is no zip archive");

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
            // Until there is no more.
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
