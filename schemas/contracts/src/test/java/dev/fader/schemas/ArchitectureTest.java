package dev.fader.schemas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.fader.schemas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CONTRACTS_NEED_JSON_AND_NOTHING_ELSE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "com.github.f4b6a3..",
                    "dev.fader.schemas..");

    /** Or it would be written, and be unknown to whoever reads it again. */
    @ArchTest
    static final ArchRule WHAT_IS_ONLY_ASKED_OF_A_RECORD_IS_NOT_WRITTEN = methods()
            .that()
            .areDeclaredInClassesThat(assignableTo(Record.class))
            .and()
            .arePublic()
            .and()
            .areNotStatic()
            .and()
            .haveNameMatching("(is|get)[A-Z].*")
            .should()
            .beAnnotatedWith(JsonIgnore.class);

    @ArchTest
    static final ArchRule MESSAGES_DO_NOT_KNOW_THE_API = noClasses()
            .that()
            .resideOutsideOfPackage("..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..api..");
}
