package dev.fader.trainer.songs.sound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pieces of a drum kit, known by what people call them. */
public enum Drum {
    // in the order in which names are tried: a "pedal tambourine" is no hat, a "snare rimshot" no stick
    COWBELL("cow"),
    TAMBOURINE("tamb"),
    SHAKER("shak|maraca|cabasa"),
    PEDAL_HAT("^(?=.*(hat|hh)).*(pedal|foot|\\bpd\\b)"),
    OPEN_HAT("^(?=.*(hat|hh)).*(open|\\bop\\b|ohh|free|swish)"),
    CLOSED_HAT("hat|hh"),
    BELL("bell|\\bcup\\b"),
    RIDE("ride"),
    CHINA("china|chinese"),
    SPLASH("splash"),
    CRASH("crash|cymbal"),
    TOM("tom|floor"),
    SNARE("snare|\\bsd\\b"),
    STICK("stick|rim|cross"),
    CLAP("clap|snap"),
    KICK("kick|bass ?drum|\\bbd\\b");

    /** What lasts longer than a hit. */
    private static final Pattern NO_HIT = Pattern.compile("roll|flam");

    private final Pattern names;

    Drum(String names) {
        this.names = Pattern.compile(names);
    }

    /** @param name as a kit's maker wrote it @return nothing for a name that says no piece we know */
    static Optional<Drum> named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        if (NO_HIT.matcher(plain).find()) {
            return Optional.empty();
        }
        for (Drum drum : values()) {
            if (drum.names.matcher(plain).find()) {
                return Optional.of(drum);
            }
        }
        return Optional.empty();
    }

    /** What may sound for a General MIDI percussion key, best first; a kit that has none of them is silent there. */
    public static List<Drum> ofKey(int key) {
        return switch (key) {
            case 35, 36 -> List.of(KICK);
            case 37 -> List.of(STICK, SNARE);
            case 38, 40 -> List.of(SNARE, CLAP, STICK);
            case 39 -> List.of(CLAP, STICK, SNARE);
            case 41, 43, 45, 47, 48, 50 -> List.of(TOM, SNARE, KICK);
            case 42 -> List.of(CLOSED_HAT, PEDAL_HAT, SHAKER, RIDE, OPEN_HAT);
            case 44 -> List.of(PEDAL_HAT, CLOSED_HAT, SHAKER);
            case 46 -> List.of(OPEN_HAT, CLOSED_HAT, CRASH);
            case 49, 57 -> List.of(CRASH, CHINA, SPLASH, RIDE, OPEN_HAT);
            case 51, 59 -> List.of(RIDE, BELL, CRASH, CLOSED_HAT);
            case 52 -> List.of(CHINA, CRASH, SPLASH);
            case 53 -> List.of(BELL, RIDE, COWBELL, CRASH);
            case 54 -> List.of(TAMBOURINE, SHAKER, CLOSED_HAT);
            case 55 -> List.of(SPLASH, CRASH, CHINA);
            case 56 -> List.of(COWBELL, BELL, STICK);
            case 69, 70, 82 -> List.of(SHAKER, TAMBOURINE, CLOSED_HAT);
            default -> List.of();
        };
    }

    /** Keys whose sound is cut by the next of them, as one pair of cymbals. */
    public static boolean isHat(int key) {
        return key == 42 || key == 44 || key == 46;
    }
}
