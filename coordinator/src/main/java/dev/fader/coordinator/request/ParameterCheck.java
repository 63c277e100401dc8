package dev.fader.coordinator.request;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.problem.Suggestion;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the parameters of every request, before anything is done: those of the query are known by name and come
 * once, unless a list is meant; none is empty; all are texts that can be stored; tenants have the names of tenants.
 */
public final class ParameterCheck {

    private static final String TENANT = "tenant";

    /** Query parameters of a resource's method by name, and whether each may come several times. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        Method method = resource.getResourceMethod();
        Map<String, Boolean> names = known.computeIfAbsent(method, ParameterCheck::names);
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        query.forEach((name, values) -> {
            Boolean several = names.get(name);
            if (several == null) {
                throw refused(Suggestion.unknown("parameter", name, names.keySet()));
            }
            if (values.size() > 1 && !several) {
                throw refused("parameter %s: comes %d times, and once is meant".formatted(name, values.size()));
            }
            check(name, values);
        });
        uri.getPathParameters().forEach(ParameterCheck::check);
    }

    private static void check(String name, List<String> values) {
        for (String value : values) {
            String fault = value.isEmpty() ? "is empty: leave it out" : Texts.fault(value);
            if (fault == null && name.equals(TENANT)) {
                fault = Tenants.fault(value);
            }
            if (fault != null) {
                throw refused("parameter %s: '%s' %s".formatted(name, Texts.shown(value, 100), fault));
            }
        }
    }

    private static Map<String, Boolean> names(Method method) {
        Map<String, Boolean> names = new HashMap<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter, parameter.getType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    add(names, field, field.getType());
                }
            }
        }
        return names;
    }

    private static void add(Map<String, Boolean> names, AnnotatedElement declared, Class<?> type) {
        @Nullable QueryParam parameter = declared.getAnnotation(QueryParam.class);
        if (parameter != null) {
            names.put(parameter.value(), Collection.class.isAssignableFrom(type));
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
