package dev.lutra.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configures the access to the service.
 *
 * @param apiKey an admin key of 16 or more visible ASCII characters; the environment variable is {@code LUTRA_API_KEY}.
 *     If it is null or empty, Lutra makes an admin key at the first start
 */
@ConfigurationProperties("lutra")
record AccessSettings(@Nullable String apiKey) {

    private static final Pattern KEY = Pattern.compile("[!-~]{16,}");

    /** Checks the key here and not with an annotation, because the report of a violation would print the key. */
    AccessSettings {
        if (apiKey != null && apiKey.isEmpty()) {
            apiKey = null;
        }
        if (apiKey != null && !KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException(
                    "LUTRA_API_KEY must have 16 or more characters, all of them visible ASCII without spaces");
        }
    }

    @Override
    public String toString() {
        return "AccessSettings[apiKey=" + (apiKey == null ? "none" : "hidden") + "]";
    }
}
