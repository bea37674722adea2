package dev.lutra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** docs/architecture.md shows the modules and arrows that there are. */
class ArchitectureDocumentTest {

    /** Run with {@code -Dlutra.architecture.write}, the test writes the diagram anew. */
    private static final Path DOCUMENT = Path.of("docs/architecture.md");

    private static final String BEGIN = "```mermaid\n";
    private static final String END = "```\n";

    private final ApplicationModules modules = ApplicationModules.of(Lutra.class);

    @Test
    void showsTheModules() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END, begin);
        assertThat(begin).as("a diagram in %s", DOCUMENT).isGreaterThanOrEqualTo(BEGIN.length());
        String diagram = diagram();
        if (System.getProperty("lutra.architecture.write") != null) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + diagram + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end))
                .as(
                        "%s. Modules or arrows have changed; if that is meant to be, run ./mvnw test"
                                + " -Dtest=ArchitectureDocumentTest -Dlutra.architecture.write and commit the file",
                        DOCUMENT)
                .isEqualTo(diagram);
    }

    @Test
    void hasARowForEachModule() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT);
        assertThat(names(modules.stream()))
                .allSatisfy(name -> assertThat(rows)
                        .as("the module %s in the table", name)
                        .anyMatch(row -> row.startsWith("| `%s` |".formatted(name))));
    }

    private String diagram() {
        String arrows = modules.stream()
                .flatMap(module -> names(uses(module)).map(used -> "    %s --> %s\n".formatted(name(module), used)))
                .sorted()
                .collect(Collectors.joining());
        String alone = modules.stream()
                .map(ArchitectureDocumentTest::name)
                .filter(name -> !arrows.contains(" %s ".formatted(name)) && !arrows.contains(" %s\n".formatted(name)))
                .sorted()
                .map("    %s\n"::formatted)
                .collect(Collectors.joining());
        return "flowchart TD\n" + arrows + alone;
    }

    private Stream<ApplicationModule> uses(ApplicationModule module) {
        return module.getDirectDependencies(modules).uniqueModules();
    }

    private static Stream<String> names(Stream<ApplicationModule> modules) {
        return modules.map(ArchitectureDocumentTest::name).distinct().sorted();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
