package dev.fader.trainer.audio;

/**
 * How loud a recording is.
 *
 * @param integratedLufs gated mean loudness; −∞ for silence and for less than 0.4 s
 * @param rangeLu loudness range; 0 for less than 3 s
 * @param truePeakDb largest value between and at samples, dBTP; −∞ for silence
 * @param samplePeakDb largest sample, dBFS
 */
public record Loudness(double integratedLufs, double rangeLu, double truePeakDb, double samplePeakDb) {}
