package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service shows, what the documents say of it, and what the dashboard asks for. */
class FiguresTest extends ServiceTest {

    private static final Path DOCUMENT = Path.of("docs/operations.md");
    private static final Path DASHBOARD = Path.of("helm/lutra/dashboards/lutra.json");
    /** In expressions every figure has a selector, which tells it from functions. */
    private static final Pattern SELECTED = Pattern.compile("([a-z][a-z0-9_]+)\\{");

    private static final Pattern NAMED = Pattern.compile("`([a-z][a-z0-9_]+)(?:\\{[^`]*})?`");

    @BeforeEach
    void useEverything() {
        assertThat(get("/luts/kodak-portra-160.cube?res=3").statusCode()).isEqualTo(200);
        String job = json(send(authorized("/training-jobs", "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"luts\": [\"kodak-portra-160\"]}"))))
                .get("id")
                .stringValue();
        assertThat(text(get("/training-jobs/%s/events".formatted(job)))).contains("FAILED");
    }

    @Test
    void areAllExplained() throws IOException {
        assertThat(explained())
                .containsAll(families().stream()
                        .filter(name -> name.startsWith("lutra_"))
                        .toList());
    }

    @Test
    void areNotExplainedWhereThereAreNone() throws IOException {
        assertThat(families()).containsAll(explained());
        assertThat(samples()).containsAll(selected(figures()[1]));
    }

    @Test
    void areThereForEveryPanel() throws IOException {
        List<JsonNode> targets = new JsonMapper()
                .readTree(DASHBOARD.toFile()).findValues("targets").stream()
                        .flatMap(list -> list.valueStream())
                        .toList();
        assertThat(targets).hasSizeGreaterThan(15).allSatisfy(target -> {
            String expression = target.get("expr").stringValue();
            assertThat(selected(expression)).isNotEmpty();
            assertThat(samples()).as(expression).containsAll(selected(expression));
        });
    }

    /** In the first column of tables, without labels. */
    private static Set<String> explained() throws IOException {
        return figures()[0]
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ", -1)[0])
                .flatMap(cell -> NAMED.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The table, and the alerts. */
    private static String[] figures() throws IOException {
        return Files.readString(DOCUMENT).split("\n## ", -1)[2].split("\\*\\*Alerts", -1);
    }

    private static Set<String> selected(String expressions) {
        return SELECTED.matcher(expressions)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> samples() {
        return text(get("/actuator/prometheus"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> families() {
        var families = new TreeSet<String>();
        text(get("/actuator/prometheus"))
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .forEach(families::add);
        // The largest value of a timer is a family of its own there, and said with the timer here.
        families.removeIf(name -> name.endsWith("_max") && families.contains(name.replaceFirst("_max$", "")));
        return families;
    }
}
