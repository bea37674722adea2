package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The release runs on GitHub only. These tests hold its references against each other and against the repository. */
class ReleaseTest {

    private static final Path FILE = Path.of(".github/workflows/release.yml");

    private static String text;
    private static Map<?, ?> workflow;
    private static Map<?, ?> jobs;
    private static String dockerfile;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(FILE);
        workflow = Chart.yaml(FILE);
        jobs = (Map<?, ?>) workflow.get("jobs");
        dockerfile = Files.readString(Path.of("Dockerfile"));
    }

    @Test
    void pinsActions() {
        assertThat(matches(text, "uses: (.*)").map(use -> use.group(1)))
                .hasSizeGreaterThan(10)
                .allMatch(use -> use.matches("[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    /** One commit for each action: an update must not miss one. */
    @Test
    void pinsEachActionOnce() {
        List<String> uses = matches(text, "uses: (\\S+)@(\\S+)")
                .map(use -> use.group(1) + "@" + use.group(2))
                .distinct()
                .toList();
        assertThat(uses.stream().map(use -> use.replaceAll("@.*", ""))).doesNotHaveDuplicates();
    }

    @Test
    void givesEachJobOnlyWhatItNeeds() {
        assertThat(workflow.get("permissions")).isEqualTo(Map.of());
        jobs.forEach((name, job) -> {
            assertThat((Map<?, ?>) at(job, "permissions")).as("%s", name).isNotEmpty();
            assertThat(at(job, "timeout-minutes")).as("%s", name).isNotNull();
            if (!"release".equals(name)) {
                assertThat(at(job, "permissions", "contents")).as("%s", name).isNotEqualTo("write");
            }
        });
        // A script that contains an expression runs whatever the expression contains.
        steps().forEach(step -> assertThat(String.valueOf(step.get("run"))).doesNotContain("${{"));
        steps().filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                .forEach(step ->
                        assertThat(at(step, "with", "persist-credentials")).isEqualTo(false));
    }

    @Test
    void jobsReferToWhatIsThere() {
        jobs.forEach((name, job) -> {
            List<?> needs = needs(job);
            assertThat(jobs.keySet().containsAll(needs)).as("%s", name).isTrue();
            String body = job.toString();
            matches(body, "needs\\.(\\w+)\\.outputs\\.(\\w+)").forEach(output -> {
                assertThat(needs.toArray()).as("%s", name).contains(output.group(1));
                assertThat(((Map<?, ?>) at(jobs, output.group(1), "outputs"))
                                .keySet()
                                .toArray())
                        .contains(output.group(2));
            });
            List<Object> ids = new ArrayList<>();
            ((List<?>) at(job, "steps")).forEach(step -> ids.add(at(step, "id")));
            matches(body, "steps\\.(\\w+)\\.outputs")
                    .forEach(output -> assertThat(ids).contains(output.group(1)));
        });
    }

    @Test
    void imagesAreThoseOfTheDockerfile() {
        Map<?, ?> build = steps().filter(step -> "build".equals(step.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(matches(at(build, "with", "build-args").toString(), "(?m)^(\\w+)=")
                        .map(argument -> argument.group(1)))
                .contains("JDK_IMAGE", "BASE_IMAGE", "CUDA_IMAGE", "LIBTORCH_SHA256", "VERSION", "REVISION")
                .allMatch(argument -> dockerfile.contains("\nARG " + argument + "="));
        assertThat(matches(text, "\"target\": \"(\\w+)\"").map(target -> target.group(1)))
                .contains("cpu", "cuda")
                .allMatch(target -> dockerfile.contains(" AS " + target + "\n"));
        assertThat(at(build, "with", "sbom")).isEqualTo(true);
    }

    @Test
    void filesAreThere() {
        List.of("pom.xml", "Dockerfile", "CHANGELOG.md", "helm/lutra/Chart.yaml", "helm/lutra/values.yaml", "mvnw")
                .forEach(file -> {
                    assertThat(text).contains(file);
                    assertThat(Path.of(file)).exists();
                });
    }

    @Test
    void chartTakesImagesWhereTheWorkflowPutsThem() throws IOException {
        Map<?, ?> values = Chart.yaml(Path.of("helm/lutra/values.yaml"));
        matches(text, "\\.(\\w+)\\.image\\.repository = strenv")
                .forEach(part -> assertThat(at(values, part.group(1), "image", "repository"))
                        .isNotNull());
        assertThat(Files.readString(Path.of("helm/lutra/templates/_helpers.tpl")))
                .contains("ternary \"cuda\" \"cpu\"");
        assertThat(text).contains("TAG: ${{ needs.plan.outputs.version }}-${{ matrix.target }}");
    }

    private static Stream<Map<?, ?>> steps() {
        return jobs.values().stream()
                .flatMap(job -> ((List<?>) at(job, "steps")).stream().map(step -> (Map<?, ?>) step));
    }

    private static List<?> needs(Object job) {
        Object needs = at(job, "needs");
        return needs instanceof List<?> list ? list : needs == null ? List.of() : List.of(needs);
    }

    private static Stream<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
