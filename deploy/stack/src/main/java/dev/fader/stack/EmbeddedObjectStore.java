package dev.fader.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;

/** An S3 server in this JVM over plain files: loopback only; a bucket is a folder, an object a file. */
public final class EmbeddedObjectStore implements AutoCloseable {

    public static final String ACCESS_KEY = "fader";
    public static final String SECRET_KEY = "fader-on-loopback";
    public static final String BUCKET = "fader";

    private final S3Proxy server;
    private final int port;

    private EmbeddedObjectStore(S3Proxy server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the server, with {@link #BUCKET} in it.
     *
     * @throws PortTakenException when something else listens on the port
     */
    public static EmbeddedObjectStore start(Path dir, int port) throws IOException {
        Loopback.requireFree("the object store", port);
        Path root = dir.toAbsolutePath();
        Files.createDirectories(root.resolve(BUCKET));
        Properties files = new Properties();
        files.put("jclouds.filesystem.basedir", root.toString());
        Properties proxy = new Properties();
        proxy.put("s3proxy.endpoint", "http://" + Loopback.HOST + ":" + port);
        proxy.put("s3proxy.authorization", "aws-v2-or-v4");
        proxy.put("s3proxy.identity", ACCESS_KEY);
        proxy.put("s3proxy.credential", SECRET_KEY);
        try {
            S3Proxy server = S3Proxy.Builder.fromProperties(proxy)
                    .blobStore(BlobStores.create("filesystem", files))
                    .build();
            server.start();
            return new EmbeddedObjectStore(server, port);
        } catch (Exception e) {
            throw new IOException("the object store on port " + port + " did not start", e);
        }
    }

    public String endpoint() {
        return "http://" + Loopback.HOST + ":" + port;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the object store on port " + port + " did not stop", e);
        }
    }
}
