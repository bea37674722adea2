package dev.lutra.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

class PreparedStartFitsTest {

    private static PreparedStart asked() {
        var settings = new TreeMap<String, @Nullable String>();
        settings.put("spring.threads.virtual.enabled", "true");
        settings.put("spring.flyway.enabled", null);
        return new PreparedStart(ManagementPortType.SAME, settings, List.of("jobRunner"));
    }

    @Test
    void fitsWhereAllThatWasAskedForHasTheSameValue() {
        var environment = new MockEnvironment().withProperty("spring.threads.virtual.enabled", "true");

        assertThat(asked().fits(environment)).isTrue();
        assertThat(asked().fits(environment.withProperty("server.port", "1"))).isTrue();
    }

    @Test
    void doesNotFitWhereAValueDiffersOrIsNewOrIsMissing() {
        assertThat(asked().fits(new MockEnvironment())).isFalse();
        assertThat(asked().fits(new MockEnvironment().withProperty("spring.threads.virtual.enabled", "false")))
                .isFalse();
        assertThat(asked().fits(new MockEnvironment()
                        .withProperty("spring.threads.virtual.enabled", "true")
                        .withProperty("spring.flyway.enabled", "")))
                .isFalse();
    }

    @Test
    void writesANameForWhatWasNotSetAndAnEmptyValueForAnEmptyOne(@TempDir Path classes) throws Exception {
        PreparedStart asked = asked();
        asked.settings().put("empty", "");
        asked.settings().put("sum", "1=1");
        asked.write(classes);

        assertThat(Files.readAllLines(classes.resolve("META-INF/lutra/start/SAME.settings")))
                .containsExactly("empty=", "spring.flyway.enabled", "spring.threads.virtual.enabled=true", "sum=1=1");
        assertThat(Files.readAllLines(classes.resolve("META-INF/lutra/start/SAME.workers")))
                .containsExactly("jobRunner");
    }

    @Test
    void hearsEachQuestion() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new AskedSettings());
        environment.getProperty("one");
        environment.containsProperty("two");

        assertThat(AskedSettings.removeFrom(environment)).containsExactly("one", "two");
    }
}
