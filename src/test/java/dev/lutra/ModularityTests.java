package dev.lutra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house with its arrows. */
class ModularityTests {

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
                .resideOutsideOfPackages("dev.lutra.color..", "java..", "org.jspecify..")
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
                        "dev.lutra.format..", "dev.lutra.color..", "java..", "javax.imageio..", "org.jspecify..")
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

    @Test
    void hidesDjlInNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lutra.network..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
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
