package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is promised of looks.
 *
 * @param accuracy of those for which nothing else is asked; in the environment {@code LUTRA_ACCURACY}
 */
@ConfigurationProperties("lutra")
public record PromiseSettings(@DefaultValue("0.5/2") Accuracy accuracy) {}
