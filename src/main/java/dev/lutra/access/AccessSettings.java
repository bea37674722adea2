package dev.lutra.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may write.
 *
 * @param apiKey an admin key, 16 or more visible ASCII characters; in the environment {@code LUTRA_API_KEY}. If null or
 *     empty one is made at the first start
 */
@ConfigurationProperties("lutra")
record AccessSettings(@Nullable String apiKey) {

    private static final Pattern KEY = Pattern.compile("[!-~]{16,}");

    /** Checked here and not by an annotation, for the report of a violation would print the key. */
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
