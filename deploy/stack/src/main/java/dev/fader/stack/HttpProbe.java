package dev.fader.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.IntPredicate;

/** A GET request; what its answer may be is said by the one who asks. */
public final class HttpProbe implements Probe {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final IntPredicate healthy;

    /** @param healthy which status codes are an answer */
    public HttpProbe(URI address, IntPredicate healthy) {
        this.address = address;
        this.healthy = healthy;
    }

    /** An S3 server that refuses a request without a signature works. */
    public static HttpProbe objectStore(int port) {
        return new HttpProbe(URI.create("http://" + Loopback.HOST + ":" + port + "/"), status -> status < 500);
    }

    @Override
    public boolean answers(Duration within) throws InterruptedException {
        try {
            return healthy.test(
                    http.send(HttpRequest.newBuilder(address).timeout(within).build(), BodyHandlers.discarding())
                            .statusCode());
        } catch (IOException e) {
            return false;
        }
    }
}
