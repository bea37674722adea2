package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static dev.lutra.deploy.Chart.container;
import static dev.lutra.deploy.Chart.environment;
import static dev.lutra.deploy.Chart.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that updates the schema before the pods of an upgrade start. */
@Tag("slow")
class ChartMigrationTest {

    @TempDir
    Path folder;

    @Test
    void jobRunsBeforeThePodsWithTheirDatabaseAndNoKey() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "ci/external-database-values.yaml").render();
        Map<?, ?> job = object(objects, "Job", "test-lutra-migration");
        Map<?, ?> api = object(objects, "Deployment", "test-lutra-api");
        assertThat(at(container(job), "args")).isEqualTo(List.of("migrate"));
        assertThat(at(container(job), "image")).isEqualTo(at(container(api), "image"));
        assertThat(environment(job).keySet())
                .containsExactly("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
        assertThat(environment(api)).containsAllEntriesOf(environment(job));
        assertThat(at(job, "spec", "template", "spec", "restartPolicy")).isEqualTo("Never");
        assertThat(at(job, "spec", "activeDeadlineSeconds")).isEqualTo(600);
    }

    @Test
    void jobAndItsPolicyAreHooks() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "ci/external-database-values.yaml").render();
        Map<?, ?> job = object(objects, "Job", "test-lutra-migration");
        Map<?, ?> policy = object(objects, "NetworkPolicy", "test-lutra-migration");
        for (Map<?, ?> hook : List.of(job, policy)) {
            Object annotations = at(hook, "metadata", "annotations");
            assertThat(at(annotations, "hook")).isEqualTo("pre-install,pre-upgrade");
            assertThat(at(annotations, "hook-delete-policy")).isEqualTo("before-hook-creation,hook-succeeded");
        }
        assertThat(weight(policy)).isLessThan(weight(job));
        assertThat(at(job, "spec", "template", "metadata", "labels"))
                .isEqualTo(at(policy, "spec", "podSelector", "matchLabels"));
        assertThat(((Map<?, ?>) at(policy, "spec")).containsKey("ingress")).isFalse();
        assertThat(((Map<?, ?>) at(job, "spec", "template", "spec")).containsKey("serviceAccountName"))
                .isFalse();
    }

    @Test
    void podsLeaveTheSchemaToTheJob() throws Exception {
        List<Map<?, ?>> with = new Chart(folder.resolve("with"), "ci/external-database-values.yaml").render();
        List<Map<?, ?>> without = new Chart(folder.resolve("without"), "values.yaml").render();
        for (String part : List.of("test-lutra-api", "test-lutra-worker")) {
            assertThat(environment(object(with, "Deployment", part))).containsEntry("LUTRA_DATABASE_MIGRATE", "false");
            assertThat(environment(object(without, "Deployment", part))).doesNotContainKey("LUTRA_DATABASE_MIGRATE");
        }
        assertThat(without).noneMatch(object -> "Job".equals(object.get("kind")));
    }

    private static int weight(Map<?, ?> hook) {
        return Integer.parseInt(
                at(hook, "metadata", "annotations", "hook-weight").toString());
    }
}
