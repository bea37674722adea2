package dev.lutra.start;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Has no settings, and remembers the names of those that were asked for. As the first source of an environment it hears
 * every question.
 */
final class AskedSettings extends PropertySource<SortedSet<String>> {

    private static final String NAME = "asked settings";

    AskedSettings() {
        super(NAME, new TreeSet<>());
    }

    @Override
    public @Nullable Object getProperty(String name) {
        getSource().add(name);
        return null;
    }

    /** Removes the source from an environment, and returns the names. */
    static SortedSet<String> removeFrom(ConfigurableEnvironment environment) {
        var asked = (AskedSettings) environment.getPropertySources().remove(NAME);
        return Objects.requireNonNull(asked).getSource();
    }
}
