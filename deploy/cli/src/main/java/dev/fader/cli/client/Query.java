package dev.fader.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A URL's query, built up; a name may come several times. */
public record Query(List<Map.Entry<String, String>> parameters) {

    public Query() {
        this(List.of());
    }

    /** @param value null leaves it out */
    public Query with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
        more.add(Map.entry(name, value.toString()));
        return new Query(List.copyOf(more));
    }

    public Query withAll(String name, Collection<?> values) {
        Query query = this;
        for (Object value : values) {
            query = query.with(name, value);
        }
        return query;
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** With its question mark; nothing when it is empty. */
    @Override
    public String toString() {
        return isEmpty()
                ? ""
                : parameters.stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
