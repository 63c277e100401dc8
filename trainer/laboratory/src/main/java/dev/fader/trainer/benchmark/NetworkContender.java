package dev.fader.trainer.benchmark;

import java.io.IOException;

/** A network that runs beside another. */
interface NetworkContender extends AutoCloseable {

    /** What some repetitions took, in seconds; processor time is of all threads. */
    record Cost(double wallSeconds, double processorSeconds) {}

    Cost run(int repetitions) throws IOException;

    /** The separated sources, or the gradient of a training step in the order of the weights. */
    float[] result() throws IOException;

    /** The most memory that its process has held. */
    double peakRssMb() throws IOException;

    @Override
    void close() throws IOException;
}
