package dev.lutra.library;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where models come from.
 *
 * @param path folder of the {@code .safetensors} files, relative to the working directory; it need not exist
 * @param active id of the model that answers plain requests at the first start; if null {@code film} where it is there,
 *     else the first in the order of their ids. Later the library knows which one is active
 */
@ConfigurationProperties("lutra.models")
public record ModelSettings(
        @DefaultValue("models") Path path, @Nullable String active) {}
