package dev.fader.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document against the records that it is of. */
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("../schemas/contracts/src/main/resources/openapi/openapi.json");

    /** Such as an id, whose components are nobody's business. */
    @Test
    void whatIsWrittenAsOneWordIsNotDescribedByItsComponents() throws Exception {
        JsonNode schemas = new ObjectMapper().readTree(DOCUMENT.toFile()).at("/components/schemas");
        Set<String> words = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.fader.schemas").stream()
                        .filter(OpenApiTest::isWrittenAsOneWord)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(words).contains("TaskId", "Gain", "OutputFormat");
        assertThat(schemas.properties())
                .filteredOn(schema -> words.contains(schema.getKey()))
                .hasSizeGreaterThan(5)
                .allSatisfy(schema -> assertThat(schema.getValue().path("type").asText())
                        .as(schema.getKey())
                        .isNotEqualTo("object"));
    }

    private static boolean isWrittenAsOneWord(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith("com.fasterxml.jackson.annotation.JsonValue")
                        && !method.getModifiers().contains(JavaModifier.STATIC));
    }
}
