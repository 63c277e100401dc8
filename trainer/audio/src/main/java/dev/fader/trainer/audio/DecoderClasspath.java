package dev.fader.trainer.audio;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** The few jars that a decoder process needs, wherever this process has them from: a small class path starts sooner. */
public final class DecoderClasspath {

    private DecoderClasspath() {}

    public static String text() {
        Set<Path> places = new LinkedHashSet<>();
        for (Class<?> type : new Class<?>[] {AudioReader.class, Loader.class, avutil.class}) {
            places.add(placeOf(type));
        }
        String system = Loader.getPlatform();
        places.add(placeOf(Loader.class, "/org/bytedeco/javacpp/" + system + "/libjnijavacpp.so"));
        places.add(placeOf(avutil.class, "/org/bytedeco/ffmpeg/" + system + "/libjniavutil.so"));
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " comes from", e);
        }
    }

    /** The jar that holds a resource. */
    private static Path placeOf(Class<?> neighbour, String resource) {
        URL url = neighbour.getResource(resource);
        if (url == null) {
            throw new IllegalStateException("there is no " + resource + " on the class path");
        }
        String address = url.toString();
        // jar:file:/…/x.jar!/org/…
        int end = address.indexOf("!/");
        return end < 0
                ? Path.of(URI.create(address.substring(0, address.length() - resource.length())))
                : Path.of(URI.create(address.substring("jar:".length(), end)));
    }
}
