package dev.lutra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Sets and maps in the order of a hash differ from one JVM to the next, and sooner or later something is printed, named,
 * hashed or compared by them. ConcurrentHashMap is not among them: where threads meet, order is not to be had.
 */
class HashOrderTests {

    @Test
    void usesNoCollectionInTheOrderOfAHash() {
        noClasses()
                .should()
                .accessTargetWhere(describe("what it makes is in the order of a hash", HashOrderTests::isOrderedByHash))
                .because("LinkedHashMap, LinkedHashSet, TreeMap, EnumMap and List have an order that stays")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.lutra"));
    }

    private static boolean isOrderedByHash(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        List<JavaClass> parameters = target.getRawParameterTypes();
        String name = target.getName();
        if (owner.isEquivalentTo(HashMap.class) || owner.isEquivalentTo(HashSet.class)) {
            return name.equals("<init>");
        }
        if (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class)) {
            int single = owner.isEquivalentTo(Set.class) ? 1 : 2;
            boolean several = parameters.size() > single || parameters.stream().anyMatch(JavaClass::isArray);
            return name.equals("copyOf") || name.equals("ofEntries") || (name.equals("of") && several);
        }
        return owner.isEquivalentTo(Collectors.class)
                && name.matches("to(Unmodifiable)?(Set|Map)|groupingBy|partitioningBy")
                && parameters.stream().noneMatch(parameter -> parameter.isEquivalentTo(Supplier.class));
    }
}
