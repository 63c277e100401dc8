package dev.fader.trainer.audio;

import java.util.List;
import java.util.stream.Stream;

/** Layouts of channels that FFmpeg has a name for, and one that it spells out. */
final class Layouts {

    private static final List<String> KNOWN = List.of(
            "mono",
            "stereo",
            "2.1",
            "3.0",
            "3.0(back)",
            "4.0",
            "quad",
            "quad(side)",
            "3.1",
            "5.0",
            "5.0(side)",
            "4.1",
            "5.1",
            "5.1(side)",
            "6.0",
            "6.0(front)",
            "hexagonal",
            "6.1",
            "6.1(back)",
            "6.1(front)",
            "7.0",
            "7.0(front)",
            "7.1",
            "7.1(wide)",
            "7.1(wide-side)",
            "octagonal",
            "2 channels (FL+LFE)");

    private Layouts() {}

    static Stream<String> knownAnd(String... others) {
        return Stream.concat(KNOWN.stream(), Stream.of(others));
    }
}
