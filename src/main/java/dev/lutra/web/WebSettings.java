package dev.lutra.web;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on requests.
 *
 * @param maxRequestSize largest body of a request that is read, uploads apart
 * @param maxUploadSize largest body of a {@code multipart/form-data} request; {@code application.yaml} gives it to
 *     Tomcat, too, which reads these bodies
 * @param minRate fewest bytes a second at which a client must send a body and take an answer, while it is waited for;
 *     1 or more
 * @param rateWindow how long a client is waited for, all in all, before its rate is looked at, and measured anew; also
 *     how long the rest of a body is read after the answer
 * @param headerTime longest that a request's line and header may take to come, from their first byte
 */
@Validated
@ConfigurationProperties("lutra.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("1GB") DataSize maxUploadSize,
        @DefaultValue("16KB") DataSize minRate,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration rateWindow,
        @DefaultValue("20s") @DurationMin(millis = 1) Duration headerTime) {}
