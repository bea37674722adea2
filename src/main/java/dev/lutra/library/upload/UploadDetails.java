package dev.lutra.library.upload;

import dev.lutra.codec.Accuracy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of all LUTs of an upload.
 *
 * @param title null for the file's name; for an upload of one file only
 * @param tags beside those of the folders in an archive
 * @param license SPDX identifier, or null
 * @param attribution whom to credit, or null
 * @param accuracy what is promised of them; null for the usual
 * @param encode whether the active model is to hold them
 */
public record UploadDetails(
        @Nullable String title,
        List<String> tags,
        @Nullable String license,
        @Nullable String attribution,
        @Nullable Accuracy accuracy,
        boolean encode) {

    public UploadDetails {
        tags = List.copyOf(tags);
    }
}
