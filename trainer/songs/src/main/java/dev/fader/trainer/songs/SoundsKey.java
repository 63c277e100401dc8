package dev.fader.trainer.songs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which sounds a song of the third edition could draw from: with other ones the same seed gives another song.
 *
 * @param set known or held-out; empty for SoundFonts as they are, which editions 1 and 2 do not record
 * @param hash of the names of all sounds, in order
 */
record SoundsKey(String set, String hash) {

    private static final String SET = "sounds";
    private static final String HASH = "sounds_hash";

    static SoundsKey of(Instruments instruments) {
        return switch (instruments) {
            case SoundFonts unused -> new SoundsKey("", "");
            case Sounds sounds -> new SoundsKey(sounds.set().toString(), hash(sounds.names()));
        };
    }

    private static String hash(List<String> names) {
        byte[] text = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(text).toString().substring(0, 8);
    }

    /** Writes it into a song's record. */
    void put(ObjectNode record) {
        if (!set.isEmpty()) {
            record.put(SET, set).put(HASH, hash);
        }
    }

    /** How the record of another song differs, in words; nothing when it does not. */
    List<String> differences(JsonNode record) {
        String itsSet = record.path(SET).asText("");
        String itsHash = record.path(HASH).asText("");
        List<String> differences = new ArrayList<>();
        if (!itsSet.equals(set)) {
            differences.add("its sounds are \"" + itsSet + "\", not \"" + set + "\"");
        } else if (!itsHash.equals(hash)) {
            differences.add("its " + set + " sounds were other ones (" + SET + "_hash " + itsHash + ", here " + hash
                    + "), since other packages were there");
        }
        return differences;
    }
}
