package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The accuracy that Lutra promises by default.
 *
 * @param accuracy the accuracy of LUTs whose upload names none; the environment variable is {@code LUTRA_ACCURACY}
 */
@ConfigurationProperties("lutra")
public record PromiseSettings(@DefaultValue("0.5/2") Accuracy accuracy) {}
