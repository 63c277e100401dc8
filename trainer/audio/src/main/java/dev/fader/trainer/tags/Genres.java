package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ID3's numbered genres (ID3v2.3, appendix A, and Winamp's, which all readers know). */
final class Genres {

    private static final List<String> NAMES =
            List.of(("Blues;Classic Rock;Country;Dance;Disco;Funk;Grunge;Hip-Hop;Jazz;Metal;"
                            + "New Age;Oldies;Other;Pop;R&B;Rap;Reggae;Rock;Techno;Industrial;Alternative;Ska;Death Metal;"
                            + "Pranks;Soundtrack;Euro-Techno;Ambient;Trip-Hop;Vocal;Jazz+Funk;Fusion;Trance;Classical;"
                            + "Instrumental;Acid;House;Game;Sound Clip;Gospel;Noise;Alternative Rock;Bass;Soul;Punk;Space;"
                            + "Meditative;Instrumental Pop;Instrumental Rock;Ethnic;Gothic;Darkwave;Techno-Industrial;"
                            + "Electronic;Pop-Folk;Eurodance;Dream;Southern Rock;Comedy;Cult;Gangsta;Top 40;Christian Rap;"
                            + "Pop/Funk;Jungle;Native US;Cabaret;New Wave;Psychedelic;Rave;Showtunes;Trailer;Lo-Fi;Tribal;"
                            + "Acid Punk;Acid Jazz;Polka;Retro;Musical;Rock & Roll;Hard Rock;Folk;Folk-Rock;National Folk;"
                            + "Swing;Fast Fusion;Bebop;Latin;Revival;Celtic;Bluegrass;Avantgarde;Gothic Rock;"
                            + "Progressive Rock;Psychedelic Rock;Symphonic Rock;Slow Rock;Big Band;Chorus;Easy Listening;"
                            + "Acoustic;Humour;Speech;Chanson;Opera;Chamber Music;Sonata;Symphony;Booty Bass;Primus;"
                            + "Porn Groove;Satire;Slow Jam;Club;Tango;Samba;Folklore;Ballad;Power Ballad;Rhythmic Soul;"
                            + "Freestyle;Duet;Punk Rock;Drum Solo;A Cappella;Euro-House;Dance Hall;Goa;Drum & Bass;"
                            + "Club-House;Hardcore;Terror;Indie;BritPop;Negerpunk;Polsk Punk;Beat;Christian Gangsta Rap;"
                            + "Heavy Metal;Black Metal;Crossover;Contemporary Christian;Christian Rock;Merengue;Salsa;"
                            + "Thrash Metal;Anime;JPop;Synthpop")
                    .split(";"));

    /** A number alone or in brackets, and what refines it. */
    private static final Pattern NUMBERED = Pattern.compile("\\(?([0-9]{1,3})\\)?|\\(([0-9]{1,3})\\)(.+)");

    private Genres() {}

    /** @return an empty text for a number without a genre */
    static String name(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "";
    }

    /** Genres with numbers turned into names. */
    static List<String> named(List<String> genres) {
        List<String> names = new ArrayList<>();
        for (String genre : genres) {
            Matcher matcher = NUMBERED.matcher(genre);
            if (!matcher.matches()) {
                names.add(genre);
            } else if (matcher.group(3) != null) {
                names.add(matcher.group(3));
            } else {
                String name = name(Integer.parseInt(matcher.group(1)));
                names.add(name.isEmpty() ? genre : name);
            }
        }
        return names;
    }
}
