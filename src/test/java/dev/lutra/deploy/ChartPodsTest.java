package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.appVersion;
import static dev.lutra.deploy.Chart.at;
import static dev.lutra.deploy.Chart.container;
import static dev.lutra.deploy.Chart.environment;
import static dev.lutra.deploy.Chart.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pods of the api and of the workers. */
@Tag("slow")
class ChartPodsTest {

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    @TempDir
    Path folder;

    @Test
    void apiHasItsRoleTheDatabaseAndTheKey() throws Exception {
        assertThat(environment(api(chart("values.yaml"))))
                .containsEntry("LUTRA_ROLES", "api")
                .containsEntry("LUTRA_DEVICE", "cpu")
                .containsEntry("MANAGEMENT_SERVER_PORT", "8081")
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgresql/lutra")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", Map.of("name", "lutra-database", "key", "password"))
                .containsEntry("LUTRA_API_KEY", Map.of("name", "lutra-api-key", "key", "api-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"values.yaml", "ci/gpu-values.yaml", "ci/external-database-values.yaml"})
    void workerHasNoKey(String values) throws Exception {
        Map<?, ?> worker = worker(chart(values));
        assertThat(worker.toString()).doesNotContain("LUTRA_API_KEY", "lutra-api-key", "api-key");
        assertThat(environment(worker))
                .containsEntry("LUTRA_ROLES", "worker")
                .containsKey("SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void partsHaveImagesOfTheirOwn() throws Exception {
        List<Map<?, ?>> objects = chart("ci/gpu-values.yaml").render();
        assertThat(at(container(worker(objects)), "image"))
                .isEqualTo("registry.example.org/lutra:" + appVersion() + "-cuda");
        assertThat(at(container(api(objects)), "image")).isEqualTo("lutra:" + appVersion() + "-cpu");

        var chart = chart("values.yaml");
        chart.put(Map.of(
                "api", Map.of("image", Map.of("tag", "9")),
                "worker", Map.of("image", Map.of("repository", "r/w", "tag", "8", "digest", digest('a')))));
        assertThat(at(container(api(chart)), "image")).isEqualTo("lutra:9");
        assertThat(at(container(worker(chart)), "image")).isEqualTo("r/w@" + digest('a'));

        chart.put(Map.of("worker", Map.of("image", Map.of("digest", "latest"))));
        assertThatThrownBy(chart::render).hasMessageContaining("digest");
    }

    @Test
    void workersGoToThePoolOfGpus() throws Exception {
        List<Map<?, ?>> objects = chart("ci/gpu-values.yaml").render();
        Object pod = at(worker(objects), "spec", "template", "spec");
        assertThat(at(pod, "containers", 0, "resources", "limits"))
                .isEqualTo(Map.of("memory", "16Gi", "nvidia.com/gpu", 1, "ephemeral-storage", "1Gi"));
        assertThat(at(pod, "runtimeClassName")).isEqualTo("nvidia");
        assertThat(at(pod, "nodeSelector"))
                .isEqualTo(Map.of("kubernetes.io/arch", "amd64", "nvidia.com/gpu.present", "true"));
        assertThat((List<?>) at(pod, "tolerations"))
                .extracting(rule -> at(rule, "key"))
                .contains("nvidia.com/gpu", "pool");
        assertThat(at(pod, "terminationGracePeriodSeconds")).isEqualTo(120);
        assertThat(environment(worker(objects))).containsEntry("LUTRA_DEVICE", "cuda");

        assertThat(api(objects).toString()).doesNotContain("nvidia", "cuda", "training");
    }

    @Test
    void gpusMayHaveAnotherName() throws Exception {
        var chart = chart("values.yaml");
        chart.put(Map.of("worker", Map.of("gpu", Map.of("enabled", true, "resource", "nvidia.com/mig-1g.10gb"))));
        assertThat(at(container(worker(chart)), "resources", "limits", "nvidia.com/mig-1g.10gb"))
                .isEqualTo(1);
        assertThat(at(worker(chart), "spec", "template", "spec", "tolerations", 0, "key"))
                .isEqualTo("nvidia.com/gpu");
    }

    @Test
    void withoutGpusNothingIsSaidOfThem() throws Exception {
        assertThat(chart("values.yaml").render().toString()).doesNotContain("nvidia", "cuda");
    }

    @Test
    void probesAskThePortThatServes() throws Exception {
        var chart = chart("values.yaml");
        chart.put(Map.of(
                "api", Map.of("startupSeconds", 45),
                "probes", Map.of("liveness", Map.of("failureThreshold", 9), "readiness", Map.of("periodSeconds", 2))));
        for (Map<?, ?> part : List.of(api(chart), worker(chart))) {
            for (String probe : PROBES) {
                assertThat(at(container(part), probe, "httpGet", "port")).isEqualTo("http");
            }
            assertThat(at(container(part), "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
            assertThat(at(container(part), "livenessProbe", "failureThreshold")).isEqualTo(9);
            assertThat(at(container(part), "livenessProbe", "periodSeconds")).isEqualTo(10);
            assertThat(at(container(part), "readinessProbe", "periodSeconds")).isEqualTo(2);
        }
        assertThat(at(container(api(chart)), "startupProbe", "failureThreshold"))
                .isEqualTo(45);
        assertThat(at(container(api(chart)), "startupProbe", "periodSeconds")).isEqualTo(1);
        assertThat(at(container(worker(chart)), "startupProbe", "failureThreshold"))
                .isEqualTo(120);
    }

    @Test
    void graceCoversTheDrainAndTheRequestsUnderWay() throws Exception {
        var chart = chart("values.yaml");
        chart.put(Map.of("api", Map.of("drainSeconds", 15, "shutdownSeconds", 40)));
        assertThat(environment(api(chart)))
                .containsEntry("LUTRA_WEB_DRAIN", "15s")
                .containsEntry("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "40s");
        assertThat(at(api(chart), "spec", "template", "spec", "terminationGracePeriodSeconds"))
                .isEqualTo(65);
        assertThat(at(api(chart), "spec", "strategy", "rollingUpdate", "maxUnavailable"))
                .isEqualTo(0);
        assertThat(environment(worker(chart))).doesNotContainKey("LUTRA_WEB_DRAIN");
    }

    @Test
    void drainIsLongerThanReadinessTakesToFail() throws Exception {
        Map<?, ?> values = Chart.yaml(Path.of("helm/lutra/values.yaml"));
        int seconds = (int) at(values, "probes", "readiness", "periodSeconds")
                * (int) at(values, "probes", "readiness", "failureThreshold");
        assertThat((int) at(values, "api", "drainSeconds")).isGreaterThan(seconds);
    }

    @Test
    void temporarySpaceIsAskedOfTheNode() throws Exception {
        var chart = chart("values.yaml");
        chart.put(Map.of(
                "api", Map.of("tmpSize", "6Gi"),
                "worker", Map.of("resources", Map.of("limits", Map.of("ephemeral-storage", "3Gi")))));
        Object resources = at(container(api(chart)), "resources");
        assertThat(at(resources, "requests", "ephemeral-storage")).isEqualTo("6Gi");
        assertThat(at(resources, "limits", "ephemeral-storage")).isEqualTo("6Gi");
        assertThat(at(api(chart), "spec", "template", "spec", "volumes", 0, "emptyDir", "sizeLimit"))
                .isEqualTo("6Gi");
        assertThat(at(container(worker(chart)), "resources", "limits", "ephemeral-storage"))
                .isEqualTo("3Gi");
        assertThat(at(container(worker(chart)), "resources", "requests", "ephemeral-storage"))
                .isEqualTo("1Gi");
    }

    @Test
    void podsSpreadOverZonesAndNodes() throws Exception {
        var chart = chart("values.yaml");
        for (String part : List.of("api", "worker")) {
            List<?> spread = (List<?>)
                    at(deployment(chart.render(), part), "spec", "template", "spec", "topologySpreadConstraints");
            assertThat(spread)
                    .extracting(rule -> at(rule, "topologyKey"))
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            assertThat(spread)
                    .allSatisfy(
                            rule -> assertThat(at(rule, "labelSelector", "matchLabels", "app.kubernetes.io/component"))
                                    .isEqualTo(part));
        }
        assertThat((List<?>) at(
                        api(chart("ci/external-database-values.yaml")),
                        "spec",
                        "template",
                        "spec",
                        "topologySpreadConstraints"))
                .hasSize(1);
    }

    @Test
    void apiScalesAndOneIsGoneAtATime() throws Exception {
        List<Map<?, ?>> objects = chart("values.yaml").render();
        assertThat(((Map<?, ?>) at(api(objects), "spec")).containsKey("replicas"))
                .isFalse();
        assertThat(at(object(objects, "HorizontalPodAutoscaler", "test-lutra-api"), "spec", "scaleTargetRef", "name"))
                .isEqualTo("test-lutra-api");
        Map<?, ?> budget = object(objects, "PodDisruptionBudget", "test-lutra-api");
        assertThat(at(budget, "spec", "maxUnavailable")).isEqualTo(1);
        assertThat(at(budget, "spec", "selector", "matchLabels"))
                .isEqualTo(at(api(objects), "spec", "selector", "matchLabels"));
        assertThat(objects).noneMatch(object -> "Secret".equals(object.get("kind")));

        List<Map<?, ?>> fixed = chart("ci/external-database-values.yaml").render();
        assertThat(at(api(fixed), "spec", "replicas")).isEqualTo(3);
        assertThat(fixed).noneMatch(object -> "HorizontalPodAutoscaler".equals(object.get("kind")));
    }

    @Test
    void podsHaveTheAnnotationsThatTheyAreGiven() throws Exception {
        var chart = chart("values.yaml");
        chart.put(Map.of("podAnnotations", Map.of("team", "color"), "podLabels", Map.of("tier", "web")));
        assertThat(at(worker(chart), "spec", "template", "metadata", "annotations"))
                .isEqualTo(Map.of("team", "color"));
        assertThat(at(worker(chart), "spec", "template", "metadata", "labels", "tier"))
                .isEqualTo("web");
    }

    private int charts;

    private Chart chart(String values) throws Exception {
        return new Chart(folder.resolve(String.valueOf(charts++)), values);
    }

    private static String digest(char digit) {
        return "sha256:" + String.valueOf(digit).repeat(64);
    }

    private static Map<?, ?> api(Chart chart) {
        return api(chart.render());
    }

    private static Map<?, ?> worker(Chart chart) {
        return worker(chart.render());
    }

    private static Map<?, ?> api(List<Map<?, ?>> objects) {
        return deployment(objects, "api");
    }

    private static Map<?, ?> worker(List<Map<?, ?>> objects) {
        return deployment(objects, "worker");
    }

    private static Map<?, ?> deployment(List<Map<?, ?>> objects, String part) {
        return object(objects, "Deployment", "test-lutra-" + part);
    }
}
