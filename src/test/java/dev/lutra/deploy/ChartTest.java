package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static dev.lutra.deploy.Chart.container;
import static dev.lutra.deploy.Chart.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class ChartTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"values.yaml", "ci/gpu-values.yaml", "ci/external-database-values.yaml"})
    void isWhatKubernetesTakes(String values) throws Exception {
        var chart = new Chart(folder, values);
        assertThat(chart.lint()).isEmpty();

        List<Map<?, ?>> objects = chart.render();

        assertThat(objects)
                .extracting(object -> String.valueOf(object.get("kind")))
                .contains("Deployment", "Service", "NetworkPolicy");
        assertThat(objects).flatExtracting(KubernetesSchema::faults).isEmpty();
        assertThat(objects)
                .extracting(object -> object.get("kind") + " " + at(object, "metadata", "name"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"values.yaml", "ci/gpu-values.yaml", "ci/external-database-values.yaml"})
    void podsAreConfinedAndSelected(String values) throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, values).render();

        for (String part : List.of("api", "worker")) {
            Map<?, ?> deployment = object(objects, "Deployment", "test-lutra-" + part);
            Object pod = at(deployment, "spec", "template", "spec");
            assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
            Object confined = at(pod, "containers", 0, "securityContext");
            assertThat(at(confined, "readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(confined, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(at(confined, "capabilities", "drop")).isEqualTo(List.of("ALL"));

            Map<?, ?> labels = (Map<?, ?>) at(deployment, "spec", "template", "metadata", "labels");
            assertThat(labels.entrySet().containsAll(selector(deployment, "spec", "selector", "matchLabels")))
                    .isTrue();
            Map<?, ?> policy = object(objects, "NetworkPolicy", "test-lutra-" + part);
            assertThat(labels.entrySet().containsAll(selector(policy, "spec", "podSelector", "matchLabels")))
                    .isTrue();
        }
        Map<?, ?> service = object(objects, "Service", "test-lutra");
        assertThat(selector(service, "spec", "selector").toString()).contains("component=api");
    }

    @Test
    void handsItsDashboardToGrafanaWhereItIsToldTo() throws Exception {
        String dashboard = Files.readString(Path.of("helm/lutra/dashboards/lutra.json"));
        Map<?, ?> map = object(
                new Chart(folder, "ci/external-database-values.yaml").render(), "ConfigMap", "test-lutra-dashboard");
        assertThat(at(map, "metadata", "labels", "grafana_dashboard")).isEqualTo("1");
        assertThat(at(map, "data", "lutra.json").toString().strip()).isEqualTo(dashboard.strip());
        assertThat(new Chart(folder.resolve("plain"), "values.yaml").render())
                .noneMatch(object -> "ConfigMap".equals(object.get("kind")));
    }

    @Test
    void tellsHowToReachIt() throws Exception {
        assertThat(new Chart(folder.resolve("plain"), "values.yaml").notes())
                .contains(
                        "http://test-lutra.luts:80",
                        "port-forward deployment/test-lutra-api 8081",
                        "The first new pod of an upgrade updates the schema");
        assertThat(new Chart(folder.resolve("other"), "ci/external-database-values.yaml").notes())
                .contains("https://luts.example.org", "The secrets managed-postgresql and lutra-api-key must exist")
                .doesNotContain("The first new pod");
    }

    @Test
    void refusesValuesThatItDoesNotKnow() throws Exception {
        var chart = new Chart(folder, "values.yaml");
        chart.put(Map.of("worker", Map.of("gpus", 1)));
        assertThatThrownBy(chart::render).hasMessageContaining("gpus");
    }

    @Test
    void schemaFindsMistakes() throws Exception {
        Map<?, ?> deployment = object(new Chart(folder, "values.yaml").render(), "Deployment", "test-lutra-worker");
        @SuppressWarnings("unchecked")
        var spec = (Map<String, Object>) at(deployment, "spec");
        spec.put("replicas", "1");
        spec.put("replica", 1);
        spec.remove("selector");
        @SuppressWarnings("unchecked")
        var container = (Map<String, Object>) container(deployment);
        container.put("env", List.of(Map.of("name", "A", "value", 1)));

        assertThat(KubernetesSchema.faults(deployment))
                .containsExactlyInAnyOrder(
                        "Deployment.spec.replicas: '1' is a String",
                        "Deployment.spec.replica: no such field",
                        "Deployment.spec.selector: missing",
                        "Deployment.spec.template.spec.containers[0].env[0].value: '1' is a Integer");
    }

    @Test
    void mountsWhatTheImageDeclares() throws Exception {
        Matcher volumes = Pattern.compile("(?m)^VOLUME (.*)$").matcher(Files.readString(Path.of("Dockerfile")));
        List<Map<?, ?>> objects = new Chart(folder, "values.yaml").render();
        Object mounts = container(object(objects, "Deployment", "test-lutra-api"));
        assertThat(volumes.find()).isTrue();
        assertThat(Stream.of(volumes.group(1).split(" ")))
                .allSatisfy(path -> assertThat(mounts.toString()).contains("mountPath=" + path));
    }

    private static Set<? extends Map.Entry<?, ?>> selector(Map<?, ?> object, Object... path) {
        return ((Map<?, ?>) at(object, path)).entrySet();
    }
}
