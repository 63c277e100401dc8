package dev.fader.trainer.data;

import java.io.IOException;

/** The standard deviation of the sum of a song's sources, mono: what the authors' record divides a song by. */
final class MixtureDeviation {

    private static final int BLOCK_FRAMES = 1 << 18;

    private MixtureDeviation() {}

    /** @return over the whole song; 1 for a silent one */
    static double of(StemSong song) throws IOException {
        double sum = 0;
        double squares = 0;
        for (long start = 0; start < song.frames(); start += BLOCK_FRAMES) {
            float[] mixture = new float[(int) Math.min(BLOCK_FRAMES, song.frames() - start)];
            for (int k = 0; k < song.stems().size(); k++) {
                float[] source = song.readMono(k, start, mixture.length);
                for (int i = 0; i < mixture.length; i++) {
                    mixture[i] += source[i];
                }
            }
            for (float sample : mixture) {
                sum += sample;
                squares += (double) sample * sample;
            }
        }
        double mean = sum / song.frames();
        double deviation = Math.sqrt(Math.max(0, squares / song.frames() - mean * mean));
        return deviation > 0 ? deviation : 1;
    }
}
