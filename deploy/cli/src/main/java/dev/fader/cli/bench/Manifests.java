package dev.fader.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manifests of any number of files, in each of the ways in which they can be written. */
enum Manifests {
    JSON("application/json", "{\"items\": [", ",\n", "]}") {
        @Override
        String item(int n) {
            return NDJSON.item(n);
        }
    },
    NDJSON("application/x-ndjson", "", "\n", "\n") {
        @Override
        String item(int n) {
            return "{\"input\": {\"key\": \"catalogue/%06d/track.wav\"}, \"gainsDb\": {\"vocals\": -3, \"drums\": 2}}"
                    .formatted(n);
        }
    },
    CSV("text/csv", "key,vocals,drums\n", "\n", "\n") {
        @Override
        String item(int n) {
            return "catalogue/%06d/track.wav,-3,2".formatted(n);
        }
    };

    private final String mediaType;
    private final String head;
    private final String between;
    private final String end;

    Manifests(String mediaType, String head, String between, String end) {
        this.mediaType = mediaType;
        this.head = head;
        this.between = between;
        this.end = end;
    }

    String mediaType() {
        return mediaType;
    }

    abstract String item(int n);

    void write(Path file, int items) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(head);
            for (int n = 0; n < items; n++) {
                out.write(n == 0 ? "" : between);
                out.write(item(n));
            }
            out.write(end);
        }
    }
}
