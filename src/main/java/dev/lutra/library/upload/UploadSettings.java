package dev.lutra.library.upload;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on uploads.
 *
 * @param maxEntries the most entries of an archive, 1 or more
 * @param maxFileSize the size of the largest LUT file, unpacked
 * @param maxTotalSize the largest total size of the LUT files of an archive, unpacked
 * @param maxRatio the largest compression ratio of an archive whose files have more than 16 MB in total. Text files of
 *     LUTs reach a ratio of about 10, and those of black-and-white LUTs reach 150
 * @param atOnce the most uploads at the same time, 1 or more; further ones are rejected
 */
@Validated
@ConfigurationProperties("lutra.uploads")
public record UploadSettings(
        @DefaultValue("5000") @Min(1) int maxEntries,
        @DefaultValue("512MB") DataSize maxFileSize,
        @DefaultValue("4GB") DataSize maxTotalSize,
        @DefaultValue("200") @Min(1) int maxRatio,
        @DefaultValue("2") @Min(1) int atOnce) {}
