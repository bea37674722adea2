package dev.lutra.library;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Lutra finds its models.
 *
 * @param path the folder of the {@code .safetensors} files, relative to the working directory; it need not exist
 * @param active the id of the model that is active after the first start; if null, {@code film} if it exists, otherwise
 *     the first in the order of the ids. Afterwards the database stores which model is active
 */
@ConfigurationProperties("lutra.models")
public record ModelSettings(
        @DefaultValue("models") Path path, @Nullable String active) {}
