package dev.lutra.library.similar;

import dev.lutra.color.Lut3d;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on searches for similar LUTs, which need no key.
 *
 * @param atOnce the most searches at the same time, 1 or more
 * @param waiting the most searches that may wait for others, 0 or more; further ones are rejected
 * @param maxWait the longest time that a search waits before it is rejected
 * @param maxFileSize the size of the largest LUT file that is compared, in which {@code lutra.web.max-open-upload-size}
 *     also counts
 * @param maxLatticeSize the largest lattice of such a file, in points along an axis, 2…256
 */
@Validated
@ConfigurationProperties("lutra.similar")
public record SimilarSettings(
        @DefaultValue("2") @Min(1) int atOnce,
        @DefaultValue("64") @Min(0) int waiting,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration maxWait,
        @DefaultValue("64MB") DataSize maxFileSize,

        @DefaultValue("144") @Min(Lut3d.MIN_SIZE) @Max(Lut3d.MAX_SIZE)
        int maxLatticeSize) {}
