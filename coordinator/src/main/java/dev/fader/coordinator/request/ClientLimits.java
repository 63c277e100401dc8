package dev.fader.coordinator.request;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps one client, or all of them, from taking every thread: so many requests of an address at once, so many in all.
 * (How long their bodies may take, {@link Bodies} knows.) What is not the API itself, such as health checks, is let through.
 */
@Singleton
final class ClientLimits {

    private static final int BEFORE_EVERYTHING = 1000;
    private static final String API = "/v1/";
    private static final long LINGERING_MILLIS = 5000;
    /** Who follows a batch holds no thread. */
    private static final String FOLLOWING = "/events";

    private static final String RETRY_AFTER_SECONDS = "2";

    private final LimitsConfig limits;
    private final Map<String, Integer> ofClients = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    ClientLimits(LimitsConfig limits) {
        this.limits = limits;
    }

    void install(@Observes Filters filters) {
        filters.register(this::admit, BEFORE_EVERYTHING);
    }

    private void admit(RoutingContext request) {
        if (!request.request().path().startsWith(API)) {
            request.next();
            return;
        }
        String client = request.request().remoteAddress().hostAddress();
        int counted = request.request().path().endsWith(FOLLOWING) ? 0 : 1;
        if (ofClients.merge(client, 1, Integer::sum) > limits.clientRequests()) {
            leave(client);
            refuse(
                    request,
                    ProblemType.TOO_MANY_REQUESTS,
                    "more than %d requests of one address at once (fader.limits.client-requests)"
                            .formatted(limits.clientRequests()));
        } else if (all.addAndGet(counted) > limits.requests()) {
            all.addAndGet(-counted);
            leave(client);
            refuse(
                    request,
                    ProblemType.UNAVAILABLE,
                    "more than %d requests at once (fader.limits.requests)".formatted(limits.requests()));
        } else {
            request.addEndHandler(end -> {
                all.addAndGet(-counted);
                leave(client);
                endSoon(request);
            });
            request.next();
        }
    }

    private void leave(String client) {
        ofClients.computeIfPresent(client, (address, requests) -> requests == 1 ? null : requests - 1);
    }

    /** A client that has its answer, and goes on sending what nobody reads, loses its connection. */
    private static void endSoon(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (!http.isEnded()) {
            request.vertx().setTimer(LINGERING_MILLIS, late -> {
                if (!http.isEnded()) {
                    http.connection().close();
                }
            });
        }
    }

    private static void refuse(RoutingContext request, ProblemType type, String detail) {
        request.addEndHandler(end -> endSoon(request));
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .end(FaderJson.write(Problem.of(type, detail)));
    }
}
