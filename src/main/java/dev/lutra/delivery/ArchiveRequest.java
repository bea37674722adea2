package dev.lutra.delivery;

import java.time.Instant;
import java.util.List;

/**
 * A request for a zip archive of looks.
 *
 * @param fileName the name of the archive
 * @param texts the files before the looks
 * @param looks the looks, 1 or more
 */
public record ArchiveRequest(String fileName, List<Text> texts, List<Look> looks) {

    public ArchiveRequest {
        texts = List.copyOf(texts);
        looks = List.copyOf(looks);
    }

    /** @param path the path of the file in the archive */
    record Text(String path, String content) {}

    /**
     * A look.
     *
     * @param path the path of its file in the archive
     * @param addedAt the time at which the library got it
     * @param file its file, compressed
     */
    record Look(String path, Instant addedAt, LutRequest file) {}

    /** The time of files that belong to no look: that of the newest one. */
    Instant newest() {
        return looks.stream().map(Look::addedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
