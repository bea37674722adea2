package dev.lutra.library.upload;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on uploads.
 *
 * @param maxEntries most entries of an archive, 1 or more
 * @param maxFileSize largest LUT file, unpacked
 * @param maxTotalSize most that the LUT files of an archive may unpack to, together
 * @param maxRatio how many times its own size an archive may unpack to, if that is more than 16 MB: text of LUTs comes
 *     to about 10, that of black-and-white ones to 150
 * @param atOnce uploads that are stored at the same time, 1 or more; further ones are refused
 */
@Validated
@ConfigurationProperties("lutra.uploads")
public record UploadSettings(
        @DefaultValue("5000") @Min(1) int maxEntries,
        @DefaultValue("512MB") DataSize maxFileSize,
        @DefaultValue("4GB") DataSize maxTotalSize,
        @DefaultValue("200") @Min(1) int maxRatio,
        @DefaultValue("2") @Min(1) int atOnce) {}
