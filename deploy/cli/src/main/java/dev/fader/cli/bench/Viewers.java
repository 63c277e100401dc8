package dev.fader.cli.bench;

import dev.fader.schemas.BatchId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicLong;

/** Many who follow the events of one batch, each on a connection of its own. */
final class Viewers implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong heard = new AtomicLong();

    static Viewers of(URI api, BatchId batch, int viewers) {
        Viewers all = new Viewers();
        HttpRequest follow = HttpRequest.newBuilder(api.resolve("/v1/batches/%s/events".formatted(batch)))
                .build();
        for (int n = 0; n < viewers; n++) {
            var unused = all.http
                    .sendAsync(follow, BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body().forEach(line -> all.heard.incrementAndGet()));
        }
        return all;
    }

    /** Lines that all of them together were sent. */
    long heard() {
        return heard.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
