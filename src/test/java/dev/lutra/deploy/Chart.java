package dev.lutra.deploy;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A copy of the chart with values of its own. Its hooks are plain objects with the annotations {@code hook…}. */
final class Chart {

    private static final Path SOURCE = Path.of("helm/lutra");
    private static final String NAME = "test";
    private static final String NAMESPACE = "luts";

    private final Path folder;

    /** @param values file over the chart's own values, or {@code values.yaml} itself */
    Chart(Path folder, String values) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                // The library leaves hooks out of what it renders.
                Files.writeString(copy, Files.readString(file).replace("helm.sh/hook", "hook"));
            }
        }
        put(yaml(SOURCE.resolve(values)));
    }

    /** Puts values over those that the chart has. */
    void put(Map<?, ?> values) throws IOException {
        Path file = folder.resolve("values.yaml");
        Files.writeString(file, new Yaml().dump(merge(yaml(file), values)));
    }

    /** @throws IllegalStateException if the values are refused, or the chart cannot be rendered */
    List<Map<?, ?>> render() {
        String text = new Helm(folder)
                .template()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.33.0")
                // With them it would ask a cluster.
                .set("secretChecksums", false)
                .call();
        return objects(text);
    }

    /**
     * Renders the pods of the api and of the workers as an installation does that may ask a cluster. Helm shows what
     * it rendered so only in its notes.
     *
     * @param address of the API of Kubernetes
     */
    List<Map<?, ?>> renderPods(URI address) throws IOException {
        Files.writeString(
                folder.resolve("templates/NOTES.txt"),
                "{{ include \"lutra.pod\" (list . \"api\") }}\n---\n{{ include \"lutra.pod\" (list . \"worker\") }}\n");
        return objects(notes(install().withDryRunOption(DryRun.SERVER).withKubeConfigContents("""
                        apiVersion: v1
                        kind: Config
                        clusters: [{name: test, cluster: {server: "%s"}}]
                        users: [{name: test, user: {token: test}}]
                        contexts: [{name: test, context: {cluster: test, user: test}}]
                        current-context: test
                        """.formatted(address))));
    }

    /** What helm tells a person after the installation. */
    String notes() {
        return notes(install().withDryRunOption(DryRun.CLIENT));
    }

    private InstallCommand install() {
        return new Helm(folder)
                .install()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.33.0")
                .clientOnly();
    }

    private static String notes(InstallCommand installation) {
        return installation.call().getOutput().split("\nNOTES:\n", 2)[1];
    }

    private static List<Map<?, ?>> objects(String text) {
        var objects = new ArrayList<Map<?, ?>>();
        for (Object document : parser().loadAll(text)) {
            if (document != null) {
                objects.add((Map<?, ?>) document);
            }
        }
        return objects;
    }

    /** What is wrong by <em>helm lint --strict</em>. */
    List<String> lint() {
        LintResult result = new Helm(folder).lint().strict().quiet().call();
        return result.isFailed() ? result.getMessages() : List.of();
    }

    static Map<?, ?> object(List<Map<?, ?>> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")) && name.equals(at(object, "metadata", "name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** The value at a path of keys and of indices into lists. */
    static Object at(Object value, Object... path) {
        Object found = value;
        for (Object step : path) {
            found = step instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    static Object container(Map<?, ?> workload) {
        return at(workload, "spec", "template", "spec", "containers", 0);
    }

    /** Values, or the references that stand for them. */
    static Map<String, Object> environment(Map<?, ?> workload) {
        var environment = new LinkedHashMap<String, Object>();
        for (Object variable : (List<?>) at(container(workload), "env")) {
            Object value = at(variable, "value");
            environment.put(
                    at(variable, "name").toString(), value != null ? value : at(variable, "valueFrom", "secretKeyRef"));
        }
        return environment;
    }

    /** The version of the program that the chart installs. */
    static String appVersion() throws IOException {
        return yaml(SOURCE.resolve("Chart.yaml")).get("appVersion").toString();
    }

    static Map<?, ?> yaml(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return parser().load(reader);
        }
    }

    private static Yaml parser() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private static Map<Object, Object> merge(Map<?, ?> base, Map<?, ?> over) {
        var merged = new LinkedHashMap<Object, Object>(base);
        over.forEach((key, value) -> {
            Object below = base.get(key);
            boolean both = below instanceof Map && value instanceof Map;
            merged.put(key, both ? merge((Map<?, ?>) below, (Map<?, ?>) value) : value);
        });
        return merged;
    }
}
