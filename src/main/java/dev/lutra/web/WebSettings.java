package dev.lutra.web;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on requests, and the time that proxies get to turn away from a node that stops.
 *
 * @param maxRequestSize the size of the largest body of a request, except for uploads and images
 * @param maxUploadSize the size of the largest {@code multipart/form-data} body; {@code application.yaml} also passes
 *     it to Tomcat, which reads these bodies
 * @param maxOpenUploadSize the size of the largest image, or {@code multipart/form-data} body, of a request that needs no
 *     key
 * @param minRate the lowest rate in bytes per second at which a client must send a body and read an answer, measured
 *     while the server waits for it; 1 or more
 * @param rateWindow the total waiting time after which the rate of a client is checked and the measurement restarts;
 *     also the time for which the rest of a body is read after the answer
 * @param headerTime the longest time in which a request line and its headers must arrive, from their first byte
 * @param drain the time for which an api that is asked to stop goes on serving while {@code /readyz} answers 503; 0 or more
 */
@Validated
@ConfigurationProperties("lutra.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("1GB") DataSize maxUploadSize,
        @DefaultValue("128MB") DataSize maxOpenUploadSize,
        @DefaultValue("16KB") DataSize minRate,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration rateWindow,
        @DefaultValue("20s") @DurationMin(millis = 1) Duration headerTime,
        @DefaultValue("0s") @DurationMin Duration drain) {}
