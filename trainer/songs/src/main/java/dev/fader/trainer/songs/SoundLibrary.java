package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.FontNotes;
import dev.fader.trainer.songs.sound.HydrogenKit;
import dev.fader.trainer.songs.sound.PackagedSound;
import dev.fader.trainer.songs.sound.PackagedSounds;
import dev.fader.trainer.songs.sound.RecordedHits;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.SoundFont;
import dev.fader.trainer.songs.sound.SoundFontFile;
import dev.fader.trainer.songs.sound.SoundSet;
import dev.fader.trainer.songs.sound.SpokenWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sounds for songs that are found on this machine, in two sets that have no sample in common, and the selection
 * that is shipped with Fader, which is always there.
 */
public final class SoundLibrary {

    /** The shipped selection is a part of this one, at lower rates: where it is, the other has nothing to add. */
    private static final String SHIPPED_FROM = "fluid-soundfont-gm";

    private final Path root;
    private final List<PackagedSound> catalogue;
    private final SoundFont shipped;
    private final Map<PackagedSound, SoundFont> fonts = new LinkedHashMap<>();
    private final Map<PackagedSound, RecordedKit> kits = new LinkedHashMap<>();
    private final Map<PackagedSound, SpokenWords> voices = new LinkedHashMap<>();
    private final RecordedHits hits = new RecordedHits();

    private SoundLibrary(Path root, List<PackagedSound> catalogue) throws IOException {
        this.root = root;
        this.catalogue = catalogue;
        this.shipped = new SoundFont(
                SoundFonts.SHIPPED,
                SoundFontFile.read(SoundFonts.shippedBytes(), SoundFonts.SHIPPED),
                FontNotes.NONE,
                1);
        for (PackagedSound sound : catalogue) {
            Path path = root.resolve(sound.path());
            if (Files.exists(path)) {
                switch (sound) {
                    case PackagedSound.Font font ->
                        fonts.put(
                                sound,
                                new SoundFont(sound.name(), SoundFontFile.read(path), font.notes(), fonts.size() + 2));
                    case PackagedSound.Kit kit -> kits.put(sound, HydrogenKit.read(path));
                    case PackagedSound.Voice voice -> voices.put(sound, SpokenWords.in(path, sound.name()));
                }
            }
        }
    }

    /** Only what is shipped with Fader. */
    public static SoundLibrary shipped() throws IOException {
        return new SoundLibrary(Path.of(""), List.of());
    }

    /**
     * What lies under a folder.
     *
     * @param root {@code /}, where packages are installed, or a folder into which they were unpacked
     * @throws IOException naming a file that is damaged
     */
    public static SoundLibrary in(Path root) throws IOException {
        return of(root, PackagedSounds.ALL);
    }

    static SoundLibrary of(Path root, List<PackagedSound> catalogue) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException(root + " is no folder: name the one into which packages were unpacked, or /");
        }
        return new SoundLibrary(root, catalogue);
    }

    /**
     * What songs may draw from. Whatever of the known sounds is installed is used; the held-out ones are used all or not
     * at all, so that what is measured on them can be compared.
     *
     * @throws IOException when held-out sounds are not installed, naming their packages, or when a recording belongs to
     *     both sets
     */
    public Sounds set(SoundSet set) throws IOException {
        if (set == SoundSet.HELD_OUT && !missing(set).isEmpty()) {
            throw new IOException(howToGet(missing(set)));
        }
        List<String> shared = shared();
        if (!shared.isEmpty()) {
            throw new IOException("the held-out sounds are not unheard: " + String.join("; ", shared)
                    + ": take one of the two out of the set");
        }
        List<SoundFont> chosen = new ArrayList<>();
        if (set == SoundSet.KNOWN
                && fonts.keySet().stream().noneMatch(its -> its.debianPackage().equals(SHIPPED_FROM))) {
            chosen.add(shipped);
        }
        fonts.forEach((sound, font) -> {
            if (sound.set() == set) {
                chosen.add(font);
            }
        });
        List<RecordedKit> recorded = kits.entrySet().stream()
                .filter(kit -> kit.getKey().set() == set)
                .map(Map.Entry::getValue)
                .toList();
        List<SpokenWords> speakers = voices.entrySet().stream()
                .filter(voice -> voice.getKey().set() == set)
                .map(Map.Entry::getValue)
                .toList();
        return new Sounds(set, chosen, recorded, speakers, hits);
    }

    /** Packages of a set of which something is not there. */
    public Set<String> missing(SoundSet set) {
        Set<String> missing = new TreeSet<>();
        for (PackagedSound sound : catalogue) {
            if (sound.set() == set
                    && !fonts.containsKey(sound)
                    && !kits.containsKey(sound)
                    && !voices.containsKey(sound)) {
                missing.add(sound.debianPackage());
            }
        }
        return missing;
    }

    private String howToGet(Set<String> packages) {
        String names = String.join(" ", packages);
        return "the held-out sounds are not whole under " + root + ": install them with \"apt-get install " + names
                + "\"; or without root \"apt-get download " + names
                + " && for f in *.deb; do dpkg -x $f sounds; done\", and name that folder with --library sounds";
    }

    /**
     * One sound of the catalogue, found or not.
     *
     * @param debianPackage nothing for the shipped selection
     * @param font what was found, of a SoundFont
     * @param kit what was found, of a recorded kit
     * @param voice what was found, of a speaker
     */
    public record Holding(
            String name,
            Optional<String> debianPackage,
            SoundSet set,
            String licence,
            Optional<SoundFont> font,
            Optional<RecordedKit> kit,
            Optional<SpokenWords> voice) {

        public boolean found() {
            return font.isPresent() || kit.isPresent() || voice.isPresent();
        }
    }

    /** The shipped selection and all that the packages bring, in the catalogue's order. */
    public List<Holding> holdings() {
        List<Holding> holdings = new ArrayList<>();
        holdings.add(new Holding(
                SoundFonts.SHIPPED,
                Optional.empty(),
                SoundSet.KNOWN,
                "MIT",
                Optional.of(shipped),
                Optional.empty(),
                Optional.empty()));
        for (PackagedSound sound : catalogue) {
            holdings.add(new Holding(
                    sound.name(),
                    Optional.of(sound.debianPackage()),
                    sound.set(),
                    sound.licence(),
                    Optional.ofNullable(fonts.get(sound)),
                    Optional.ofNullable(kits.get(sound)),
                    Optional.ofNullable(voices.get(sound))));
        }
        return holdings;
    }

    /** Recordings that belong to both sets, a line for each pair of sounds; none should. */
    public List<String> shared() throws IOException {
        Map<PackagedSound, Set<String>> hashes = new LinkedHashMap<>();
        for (Map.Entry<PackagedSound, SoundFont> font : fonts.entrySet()) {
            hashes.put(font.getKey(), font.getValue().hashes());
        }
        for (Map.Entry<PackagedSound, RecordedKit> kit : kits.entrySet()) {
            hashes.put(kit.getKey(), kit.getValue().hashes());
        }
        for (Map.Entry<PackagedSound, SpokenWords> voice : voices.entrySet()) {
            hashes.put(voice.getKey(), voice.getValue().hashes());
        }
        Set<String> ofShipped = shipped.hashes();
        List<String> shared = new ArrayList<>();
        hashes.forEach((heldOut, its) -> {
            if (heldOut.set() == SoundSet.HELD_OUT) {
                hashes.forEach((known, others) -> {
                    if (known.set() == SoundSet.KNOWN) {
                        compare(heldOut.name(), its, known.name(), others, shared);
                    }
                });
                compare(heldOut.name(), its, SoundFonts.SHIPPED, ofShipped, shared);
            }
        });
        return shared;
    }

    private static void compare(String one, Set<String> its, String other, Set<String> others, List<String> shared) {
        Set<String> common = new HashSet<>(its);
        common.retainAll(others);
        if (!common.isEmpty()) {
            shared.add(
                    "%s (held out) and %s (known) have %d recordings in common".formatted(one, other, common.size()));
        }
    }
}
