package dev.lutra.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on requests.
 *
 * @param maxRequestSize largest body of a request that is read, uploads apart
 * @param maxUploadSize largest body of a {@code multipart/form-data} request; {@code application.yaml} gives it to
 *     Tomcat, too, which reads these bodies
 */
@ConfigurationProperties("lutra.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("1GB") DataSize maxUploadSize) {}
