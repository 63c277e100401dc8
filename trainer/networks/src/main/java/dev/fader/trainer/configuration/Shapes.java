package dev.fader.trainer.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a file off the records that are made of it, as the mapper makes them. */
final class Shapes {

    private final ObjectMapper mapper;

    Shapes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Shape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? new Shape.MapOf(of(arguments[1]))
                    : new Shape.ListOf(of(arguments[0]));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == Integer.class) {
            return new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (raw == long.class || raw == Long.class) {
            return new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (raw == double.class || raw == Double.class) {
            return new Shape.Real();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return new Shape.Flag();
        }
        if (raw == String.class) {
            return new Shape.Text();
        }
        if (raw.isEnum()) {
            return words(raw);
        }
        return raw.isInterface() ? alternatives(raw) : object(raw);
    }

    private Shape words(Class<?> type) {
        List<Shape.Word> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            try {
                words.add(new Shape.Word(
                        mapper.valueToTree(constant).asText(),
                        type.getField(name).getAnnotation(Key.class)));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Shape.OneOf(List.copyOf(words));
    }

    private Shape alternatives(Class<?> type) {
        Map<String, Shape.ObjectOf> byName = new LinkedHashMap<>();
        Listed listed = type.getAnnotation(Listed.class);
        if (listed != null) {
            list(listed).forEach((name, listedType) -> byName.put(name, object(listedType)));
            return new Shape.AnyOf(type, listed.key(), listed.standard(), byName);
        }
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
        if (subTypes == null || info == null) {
            throw new IllegalStateException(type + " does not say which records it can be");
        }
        for (JsonSubTypes.Type subType : subTypes.value()) {
            String name = subType.name().isEmpty() ? subType.value().getSimpleName() : subType.name();
            byName.put(name, object(subType.value()));
        }
        boolean named = info.use() == JsonTypeInfo.Id.NAME;
        return new Shape.AnyOf(type, named ? info.property() : null, null, byName);
    }

    private static Map<String, Class<?>> list(Listed listed) {
        try {
            var constructor = listed.by().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance().get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Shape.ObjectOf object(Class<?> type) {
        JsonIgnoreProperties ignored = type.getAnnotation(JsonIgnoreProperties.class);
        List<Shape.Entry> entries = new ArrayList<>();
        for (RecordComponent component : written(type).getRecordComponents()) {
            entries.add(entry(component));
        }
        return new Shape.ObjectOf(type, List.copyOf(entries), ignored != null && ignored.ignoreUnknown());
    }

    /** The record whose components are the keys: the class itself, or the one that it is made of. */
    private static Class<?> written(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(Shapes::delegates)
                .findFirst()
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .orElse(type);
    }

    private static boolean delegates(Method method) {
        JsonCreator creator = method.getAnnotation(JsonCreator.class);
        return creator != null && creator.mode() == JsonCreator.Mode.DELEGATING;
    }

    private Shape.Entry entry(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return new Shape.Entry(
                name(component),
                of(component.getGenericType()),
                key,
                key == null || key.standard().isEmpty() ? null : json(key.standard()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}
