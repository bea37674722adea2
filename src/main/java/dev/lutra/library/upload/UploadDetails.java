package dev.lutra.library.upload;

import dev.lutra.codec.Accuracy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The details that an upload gives for all of its LUTs.
 *
 * @param title the title, for an upload of one file only; null for the name of the file
 * @param tags the tags, in addition to the names of the folders in an archive
 * @param license the SPDX identifier of the license, or null
 * @param attribution the credit to the author, or null
 * @param accuracy the accuracy to promise; null for the default
 * @param encode whether to encode the LUTs into the active model
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
