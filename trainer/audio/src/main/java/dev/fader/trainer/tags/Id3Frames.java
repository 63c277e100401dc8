package dev.fader.trainer.tags;

import java.util.Map;
import java.util.Set;

/** The names of ID3v2's frames and how its versions differ in them. Inside, all are v2.4's. */
final class Id3Frames {

    /** ID3v2.2's names of three letters. */
    private static final Map<String, String> OF_V22 = Map.ofEntries(
            Map.entry("TT1", "TIT1"),
            Map.entry("TT2", "TIT2"),
            Map.entry("TT3", "TIT3"),
            Map.entry("TP1", "TPE1"),
            Map.entry("TP2", "TPE2"),
            Map.entry("TP3", "TPE3"),
            Map.entry("TP4", "TPE4"),
            Map.entry("TAL", "TALB"),
            Map.entry("TCM", "TCOM"),
            Map.entry("TXT", "TEXT"),
            Map.entry("TCO", "TCON"),
            Map.entry("TCR", "TCOP"),
            Map.entry("TEN", "TENC"),
            Map.entry("TSS", "TSSE"),
            Map.entry("TRK", "TRCK"),
            Map.entry("TPA", "TPOS"),
            Map.entry("TYE", "TDRC"),
            Map.entry("TDA", "TDAT"),
            Map.entry("TOR", "TDOR"),
            Map.entry("TBP", "TBPM"),
            Map.entry("TKE", "TKEY"),
            Map.entry("TLA", "TLAN"),
            Map.entry("TMT", "TMED"),
            Map.entry("TPB", "TPUB"),
            Map.entry("TRC", "TSRC"),
            Map.entry("TCP", "TCMP"),
            Map.entry("TSA", "TSOA"),
            Map.entry("TSP", "TSOP"),
            Map.entry("TST", "TSOT"),
            Map.entry("TS2", "TSO2"),
            Map.entry("TSC", "TSOC"),
            Map.entry("TLE", "TLEN"),
            Map.entry("TFT", "TFLT"),
            Map.entry("TOT", "TOAL"),
            Map.entry("TOA", "TOPE"),
            Map.entry("TOL", "TOLY"),
            Map.entry("TOF", "TOFN"),
            Map.entry("IPL", "TIPL"),
            Map.entry("COM", "COMM"),
            Map.entry("ULT", "USLT"),
            Map.entry("TXX", "TXXX"),
            Map.entry("WXX", "WXXX"),
            Map.entry("WAR", "WOAR"),
            Map.entry("WCP", "WCOP"),
            Map.entry("UFI", "UFID"),
            Map.entry("PIC", "APIC"));

    /** What ID3v2.3 calls otherwise. */
    private static final Map<String, String> OF_V23 = Map.of("TYER", "TDRC", "TORY", "TDOR", "IPLS", "TIPL");

    /** Of the file's own bytes, which an output's are not: sizes, and where its frames lie. */
    static final Set<String> ABOUT_THE_FILE = Set.of("TSIZ", "TSI", "MLLT", "MLL", "ASPI", "SEEK");

    private Id3Frames() {}

    static String v24(Place version, String frame) {
        return switch (version) {
            case ID3V22 -> OF_V22.getOrDefault(frame, frame);
            // iTunes wrote old names, filled up, into new tags
            case ID3V23 -> OF_V23.getOrDefault(frame, v24(Place.ID3V22, frame.replaceAll("[ \\x00]$", "")));
            default -> frame;
        };
    }

    /** @return the frame's name in a version, or an empty text where it has none there */
    static String in(Place version, String frame) {
        return switch (version) {
            case ID3V22 -> other(OF_V22, frame, "");
            case ID3V23 -> frame.equals("TMCL") ? "IPLS" : other(OF_V23, frame, frame);
            default -> frame;
        };
    }

    private static String other(Map<String, String> names, String frame, String otherwise) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(frame))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(otherwise);
    }

    /** Whether a name that no table has may be a frame's own: it crossed from ID3 before. */
    static boolean isTextFrame(String name) {
        return name.matches("T[A-Z][A-Z0-9]{2}") && !name.equals("TXXX");
    }

    static boolean isLinkFrame(String name) {
        return name.matches("W[A-Z]{3}") && !name.equals("WXXX");
    }
}
