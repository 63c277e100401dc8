package dev.fader.coordinator.request;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters as our types; what cannot be understood is refused, with what would have been. */
@Provider
public final class ParameterValues implements ParamConverterProvider {

    private static final int SHOWN = 100;
    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.of(
            Integer.class, ParameterValues::whole,
            int.class, ParameterValues::whole,
            Long.class, ParameterValues::longWhole,
            Boolean.class, ParameterValues::truth,
            boolean.class, ParameterValues::truth,
            TaskClass.class, TaskClass::parse,
            BatchKind.class, BatchKind::parse,
            OutputFormat.class, OutputFormat::parse,
            LoudnessPolicy.class, LoudnessPolicy::parse);

    @Override
    @SuppressWarnings("unchecked") // the map's values make what its keys say
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, T> parse = (Function<String, T>) PARSERS.get(type);
        return parse == null ? null : new Converter<>(name(annotations), parse);
    }

    private static String name(Annotation @Nullable [] annotations) {
        return Stream.ofNullable(annotations)
                .flatMap(Arrays::stream)
                .map(annotation -> switch (annotation) {
                    case QueryParam query -> query.value();
                    case PathParam path -> path.value();
                    default -> null;
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is expected", e);
        }
    }

    private static Long longWhole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is expected", e);
        }
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'true' or 'false' is expected");
        };
    }

    private record Converter<T>(String name, Function<String, T> parse) implements ParamConverter<T> {

        @Override
        public T fromString(String text) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                String detail = "parameter %s=%s: %s".formatted(name, Texts.shown(text, SHOWN), e.getMessage());
                // wrapped, because the framework makes "not found" of other exceptions
                throw new BadRequestException(new ProblemException(ProblemType.MALFORMED_REQUEST, detail));
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
