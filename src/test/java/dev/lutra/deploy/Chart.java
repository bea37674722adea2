package dev.lutra.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.Reader;
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

/** A copy of the chart with values of its own. */
final class Chart {

    private static final Path SOURCE = Path.of("helm/lutra");

    private final Path folder;

    /** @param values file over the chart's own values, or {@code values.yaml} itself */
    Chart(Path folder, String values) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
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
                .withName("test")
                .withNamespace("luts")
                .withKubeVersion("1.33.0")
                .call();
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
