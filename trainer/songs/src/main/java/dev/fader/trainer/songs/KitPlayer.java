package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.Drum;
import dev.fader.trainer.songs.sound.RecordedHits;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.RecordedKit.Layer;
import dev.fader.trainer.songs.sound.RecordedKit.Piece;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded kit as one song's drummer has it: tuned and mixed a little differently each time. Of a hit's layers the one
 * of its loudness sounds; the hats' cymbals cut each other's sound.
 */
final class KitPlayer {

    private static final double CUT_SECONDS = 0.012;

    private final RecordedKit kit;
    private final RecordedHits hits;
    private final Chance chance;
    private final int sampleRateHz;
    private final double semitones;
    private final double dynamics;
    private final Map<Integer, Choice> choices = new HashMap<>();
    private final Map<Struck, float[][]> tuned = new HashMap<>();

    KitPlayer(RecordedKit kit, RecordedHits hits, Chance chance, int sampleRateHz) {
        this.kit = kit;
        this.hits = hits;
        this.chance = chance;
        this.sampleRateHz = sampleRateHz;
        this.semitones = chance.between(-1, 1);
        this.dynamics = chance.between(0.9, 1.5);
    }

    /** What a key plays in this song. @param semitones higher than recorded */
    private record Choice(Piece piece, double gain, double semitones) {}

    private record Struck(Layer layer, double semitones) {}

    /** @return stereo, (2, frames) */
    float[][] play(List<Note> notes, int frames) {
        float[][] out = new float[2][frames];
        List<Note> inOrder =
                notes.stream().sorted(Comparator.comparingDouble(Note::start)).toList();
        double hatCut = Double.MAX_VALUE;
        // from the last to the first, to know which hat comes next
        for (Note note : inOrder.reversed()) {
            boolean hat = Drum.isHat(note.pitch());
            strike(note, hat ? hatCut : Double.MAX_VALUE, out);
            hatCut = hat ? note.start() : hatCut;
        }
        return out;
    }

    private void strike(Note note, double cutAt, float[][] out) {
        List<Piece> pieces = kit.forKey(note.pitch());
        if (pieces.isEmpty()) {
            return;
        }
        Choice choice = choices.computeIfAbsent(note.pitch(), key -> choose(pieces, key));
        double loudness = note.velocity() / 127.0;
        Layer layer = choice.piece.at(loudness);
        float[][] sound = tuned.computeIfAbsent(
                new Struck(layer, choice.semitones + layer.semitones()),
                struck -> hits.of(layer.file()).at(sampleRateHz, struck.semitones));
        double gain = choice.gain * layer.gain() * StrictMath.pow(loudness, dynamics);
        int from = (int) Math.rint(note.start() * sampleRateHz);
        int cut = (int) Math.min(out[0].length, Math.rint(cutAt * sampleRateHz));
        add(sound[0], gain * choice.piece.left(), out[0], from, cut);
        add(sound[1], gain * choice.piece.right(), out[1], from, cut);
    }

    private Choice choose(List<Piece> pieces, int key) {
        Chance its = chance.branch("key " + key);
        return new Choice(its.pick(pieces), Level.amplitude(its.between(-2, 2)), semitones + its.between(-0.6, 0.6));
    }

    private void add(float[] sound, double gain, float[] out, int from, int cut) {
        int fade = (int) (CUT_SECONDS * sampleRateHz);
        int end = Math.min(out.length - from, sound.length);
        for (int i = Math.max(0, -from); i < end; i++) {
            int after = from + i - cut;
            if (after >= fade) {
                break;
            }
            double faded = after <= 0 ? gain : gain * (fade - after) / fade;
            out[from + i] += (float) (faded * sound[i]);
        }
    }
}
