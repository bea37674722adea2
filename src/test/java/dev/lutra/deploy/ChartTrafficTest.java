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

/** Who reaches what: services, the ingress and the network policies. */
@Tag("slow")
class ChartTrafficTest {

    @TempDir
    Path folder;

    @Test
    void ingressReachesOnlyThePortThatServes() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "ci/external-database-values.yaml").render();
        Object backend = at(
                object(objects, "Ingress", "test-lutra"), "spec", "rules", 0, "http", "paths", 0, "backend", "service");
        assertThat(backend).isEqualTo(Map.of("name", "test-lutra", "port", Map.of("name", "http")));
        Object ports = at(object(objects, "Service", "test-lutra"), "spec", "ports");
        assertThat(ports).isEqualTo(List.of(Map.of("name", "http", "port", 80, "targetPort", "http")));
        assertThat(at(object(objects, "Ingress", "test-lutra"), "spec", "tls", 0, "secretName"))
                .isEqualTo("luts-tls");
    }

    @Test
    void metricsHaveAPortOfTheirOwn() throws Exception {
        var chart = new Chart(folder, "ci/external-database-values.yaml");
        chart.put(Map.of("management", Map.of("port", 9090)));
        List<Map<?, ?>> objects = chart.render();
        for (String part : List.of("api", "worker")) {
            Map<?, ?> deployment = object(objects, "Deployment", "test-lutra-" + part);
            assertThat(environment(deployment)).containsEntry("MANAGEMENT_SERVER_PORT", "9090");
            assertThat((List<?>) at(container(deployment), "ports"))
                    .extracting(port -> at(port, "name") + " " + at(port, "containerPort"))
                    .containsExactly("http 8080", "management 9090");
            Object service = at(object(objects, "Service", "test-lutra-" + part), "spec");
            assertThat(at(service, "clusterIP")).isEqualTo("None");
            assertThat(at(service, "ports"))
                    .isEqualTo(List.of(Map.of("name", "management", "port", 9090, "targetPort", "management")));
            assertThat(at(service, "selector")).isEqualTo(at(deployment, "spec", "selector", "matchLabels"));
        }
        Object endpoint = at(object(objects, "ServiceMonitor", "test-lutra"), "spec", "endpoints", 0);
        assertThat(at(endpoint, "port")).isEqualTo("management");
        assertThat(at(endpoint, "path")).isEqualTo("/actuator/prometheus");
    }

    @Test
    void policiesLetOnlyTheNamedPeersIn() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "ci/external-database-values.yaml").render();
        List<?> api = (List<?>) at(object(objects, "NetworkPolicy", "test-lutra-api"), "spec", "ingress");
        assertThat(api).extracting(rule -> at(rule, "ports", 0, "port")).containsExactly("http", "management");
        assertThat(at(api, 0, "from", 0).toString()).contains("ingress-nginx");
        assertThat(at(api, 1, "from", 0).toString()).doesNotContain("ingress-nginx");
        List<?> worker = (List<?>) at(object(objects, "NetworkPolicy", "test-lutra-worker"), "spec", "ingress");
        assertThat(worker).extracting(rule -> at(rule, "ports", 0, "port")).containsExactly("management");
    }

    @Test
    void policiesLetTheDatabaseAndTheCollectorOut() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "ci/external-database-values.yaml").render();
        for (String part : List.of("api", "worker")) {
            List<?> out = (List<?>) at(object(objects, "NetworkPolicy", "test-lutra-" + part), "spec", "egress");
            assertThat(out)
                    .extracting(rule -> at(rule, "ports", 0, "port"))
                    .as(part)
                    .containsExactly(53, 5432, 4318);
            assertThat(at(out, 1, "to", 0, "ipBlock", "cidr")).isEqualTo("10.20.0.0/16");
            assertThat(at(out, 2, "to", 0).toString()).contains("observability");
        }
    }

    @Test
    void nothingIsSentWithoutACollector() throws Exception {
        List<Map<?, ?>> objects = new Chart(folder, "values.yaml").render();
        assertThat((List<?>) at(object(objects, "NetworkPolicy", "test-lutra-api"), "spec", "egress"))
                .extracting(rule -> at(rule, "ports", 0, "port"))
                .containsExactly(53, 5432);
    }
}
