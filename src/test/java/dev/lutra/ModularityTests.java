package dev.lutra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house with its arrows. */
class ModularityTests {

    private static final String NETWORK = "dev.lutra.network";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lutra");

    @Test
    void followsTheArrows() {
        ApplicationModules.of(Lutra.class).verify();
    }

    @Test
    void keepsColorByItself() {
        noClasses()
                .that()
                .resideInAPackage("dev.lutra.color..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.lutra.color..", "java..", "org.jspecify..", "org.springframework.modulith..")
                .check(CLASSES);
    }

    @Test
    void keepsFormatPlain() {
        noClasses()
                .that()
                .resideInAPackage("dev.lutra.format..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.lutra.format..",
                        "dev.lutra.codec..",
                        "dev.lutra.color..",
                        "dev.lutra.problem..",
                        "java..",
                        "javax.imageio..",
                        "javax.xml.stream..",
                        "org.jspecify..",
                        "org.springframework.modulith..")
                .check(CLASSES);
    }

    @Test
    void keepsTheCodecPlain() {
        noClasses()
                .that()
                .resideInAPackage("dev.lutra.codec..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.lutra.codec..",
                        "dev.lutra.color..",
                        "java..",
                        "org.jspecify..",
                        "org.springframework.modulith..")
                .check(CLASSES);
    }

    /** Modulith knows the packages below {@code network} by what other modules may see of them, not by their arrows. */
    @Test
    void followsTheArrowsWithinNetwork() {
        leadsOnlyTo(NETWORK);
        leadsOnlyTo(NETWORK + ".engine", NETWORK);
        leadsOnlyTo(NETWORK + ".engine.vector", NETWORK, NETWORK + ".engine");
        leadsOnlyTo(NETWORK + ".engine.torch", NETWORK, NETWORK + ".engine");
        leadsOnlyTo(NETWORK + ".decode", NETWORK, NETWORK + ".engine");
        leadsOnlyTo(NETWORK + ".file", NETWORK);
        leadsOnlyTo(
                NETWORK + ".learn",
                NETWORK,
                NETWORK + ".engine",
                NETWORK + ".decode",
                NETWORK + ".file",
                NETWORK + ".learn.synthetic");
        leadsOnlyTo(NETWORK + ".learn.synthetic", NETWORK);
    }

    private static void leadsOnlyTo(String room, String... rooms) {
        String[] allowed = Stream.concat(Stream.of(room), Arrays.stream(rooms)).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(NETWORK + "..").or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void followsTheArrowsWithinLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.lutra.library")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.lutra.library.upload..", "dev.lutra.library.web..")
                .check(CLASSES);
    }

    @Test
    void hidesDjlBehindItsDoor() {
        hides("ai.djl..", "dev.lutra.network.engine.torch");
    }

    @Test
    void hidesTheVectorApiBehindItsDoor() {
        hides("jdk.incubator.vector..", "dev.lutra.network.engine.vector");
    }

    private static void hides(String library, String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void usesWebNowhere() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lutra.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lutra.web..")
                .check(CLASSES);
    }

    @Test
    void keepsControllersToThemselves() {
        noClasses()
                .that()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should()
                .bePublic()
                .check(CLASSES);
    }
}
