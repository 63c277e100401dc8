package dev.fader.trainer.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

    private static final ConfigurationReader<Recipe> READER =
            new ConfigurationReader<>(JsonMapper.builder().build(), Recipe.class);

    private static final String WHOLE = """
            {
              "name": "bread",
              "ingredients": ["flour", "water"],
              "oven": {
                "degrees": 230,
                "fan": "off"
              },
              "heat": {"watts": 5}
            }
            """;

    record Recipe(
            @Key("what it is") String name,
            @Key("what is in it") List<String> ingredients,
            @Key("where it is baked") Oven oven,
            @Key("how") Heat heat,

            @Key(value = "how many", min = 1, max = 9, standard = "2")
            int loaves) {}

    record Oven(
            @Key(value = "of the air", above = 0, max = 300) double degrees,
            @Key("moves it") Fan fan) {

        Oven {
            if (fan == Fan.ON && degrees > 250) {
                throw new IllegalArgumentException("the fan takes 250 degrees, not " + degrees);
            }
        }
    }

    enum Fan {
        @JsonProperty("on")
        ON,
        @JsonProperty("off")
        OFF
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Gas.class), @JsonSubTypes.Type(Current.class)})
    sealed interface Heat permits Gas, Current {}

    record Gas(@Key(value = "of a flame", min = 0) double litres) implements Heat {}

    record Current(@Key(value = "of a coil", min = 1) int watts) implements Heat {}

    @Test
    void whatIsRightIsReadAndWhatIsLeftOutHasItsStandard() throws Exception {
        Recipe recipe = READER.parse("bread", WHOLE);

        assertThat(recipe)
                .isEqualTo(new Recipe("bread", List.of("flour", "water"), new Oven(230, Fan.OFF), new Current(5), 2));
        assertThat(READER.shortest(recipe).has("loaves")).isFalse();
        assertThat(READER.shortest(new Recipe("bread", recipe.ingredients(), recipe.oven(), recipe.heat(), 3))
                        .path("loaves")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "230 | 0 | line 5: oven.degrees must be above 0 and at most 300, not 0",
                "230 | -1e-9 | line 5: oven.degrees must be above 0",
                "230 | 301 | at most 300, not 301",
                "230 | \"230\" | line 5: oven.degrees must be a number, not \"230\"",
                "230 | 1e999 | oven.degrees must be above 0",
                "\"degrees\" | \"degress\" | line 5: there is no key oven.degress; did you mean degrees?",
                "\"degrees\" | \"loaves\" | line 5: there is no key oven.loaves; it belongs to loaves",
                "\"degrees\" | \"colour\" | there is no key oven.colour; there are degrees, fan",
                "\"off\" | \"offf\" | line 6: oven.fan must be one of on, off, not \"offf\"; did you mean off?",
                "\"water\" | \"flour\" | line 3: ingredients has \"flour\" twice",
                "\"water\" | \"\" | line 3: ingredients.1 must be a text that is not empty",
                "\"watts\": 5 | \"watts\": 0 | heat.watts must be at least 1, not 0",
                "\"watts\": 5 | \"watts\": 5.5 | heat.watts must be a whole number, not 5.5",
                "\"watts\": 5 | \"watts\": 5000000000 | heat.watts must be at least 1, not 5000000000",
                "\"watts\": 5 | \"watt\": 5 | line 8: there is no key heat.watt; did you mean watts?",
                "\"name\": \"bread\", | '' | line 1: the key name is missing",
                "\"bread\" | null | line 2: name must be a text that is not empty, not null",
                "\"fan\": \"off\" | \"fan\": \"on\", \"degrees\": 260 | line 6: oven.degrees is there twice",
                "{\"watts\": 5} | {\"watts\": 5}, | line 9: it is no JSON"
            })
    void aFaultIsToldWithItsLine(String what, String by, String fault) {
        assertThatThrownBy(() -> READER.parse("bread.json", WHOLE.replace(what, by)))
                .isInstanceOf(FaultyConfiguration.class)
                .hasMessageStartingWith("bread.json")
                .hasMessageContaining(fault)
                .hasMessageNotContaining("Recipe")
                .hasMessageNotContaining("java");
    }

    @Test
    void allFaultsAreToldAtOnceThoseOfRecordsToo() {
        String faulty = WHOLE.replace("230", "260")
                .replace("\"off\"", "\"on\"")
                .replace("{\"watts\": 5}", "{\"watts\": 0}")
                .replace("\"name\"", "\"nam\"");

        assertThatThrownBy(() -> READER.parse("bread.json", faulty)).hasMessage("""
                bread.json has 3 faults
                  line 2: there is no key nam; did you mean name?
                  line 4: oven: the fan takes 250 degrees, not 260.0
                  line 8: heat.watts must be at least 1, not 0""");
    }

    @Test
    void aFileThatIsEmptyOrNoTextOrGoesOnIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bread.json");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> READER.read(file)).hasMessage(file + ": it is no text in UTF-8");
        assertThatThrownBy(() -> READER.parse("x", "")).hasMessage("x: it is empty");
        assertThatThrownBy(() -> READER.parse("x", WHOLE.substring(0, 90))).hasMessageContaining("it ends before");
        assertThatThrownBy(() -> READER.parse("x", "[]")).hasMessage("x: it must be an object, not []");
        assertThatThrownBy(() -> READER.parse("x", WHOLE + "{}")).hasMessageContaining("something after its end");
    }

    @Test
    void keysAreGivenOtherValues() throws Exception {
        Recipe recipe =
                READER.parse("bread", WHOLE, List.of("oven.degrees=180", "oven.fan=on", "heat={\"litres\": 2}"));

        assertThat(recipe.oven()).isEqualTo(new Oven(180, Fan.ON));
        assertThat(recipe.heat()).isEqualTo(new Gas(2));
        assertThatThrownBy(() -> READER.parse("bread", WHOLE, List.of("oven.degrees=0")))
                .hasMessageStartingWith("bread, --set oven.degrees=0: oven.degrees must be above 0");
        assertThatThrownBy(() -> READER.parse("bread", WHOLE, List.of("ovn.degrees=9")))
                .hasMessage("bread, --set ovn.degrees=9: there is no ovn that it could be in");
        assertThatThrownBy(() -> READER.parse("bread", WHOLE, List.of("loaves")))
                .hasMessageContaining("--set loaves: it is written as key=value");
    }
}
