package dev.fader.trainer.data;

/** When a source counts as active in a segment. A silent one has no gradient, so training leaves such segments out. */
enum Activity {
    /** Its root mean square lies above −60 dB of full scale. */
    AUDIBLE {
        @Override
        boolean holds(float[] samples) {
            double squares = 0;
            for (float sample : samples) {
                squares += (double) sample * sample;
            }
            return Math.sqrt(squares / samples.length) > 1e-3;
        }
    },
    /** The authors' record's rule: its samples do not sum to zero. */
    NONZERO_SUM {
        @Override
        boolean holds(float[] samples) {
            double sum = 0;
            for (float sample : samples) {
                sum += sample;
            }
            return sum != 0;
        }
    };

    abstract boolean holds(float[] samples);
}
