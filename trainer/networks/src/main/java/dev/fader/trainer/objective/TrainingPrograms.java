package dev.fader.trainer.objective;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.Network;

/**
 * A network with its objective, as it is trained and as it is validated. Both take {@code mixture}, {@code sources} and
 * {@code gains}.
 *
 * @param training returns the gradient of its loss, too; its layers learn, and bring their statistics up to date
 * @param evaluation its layers do what they do in use
 */
public record TrainingPrograms(Program training, Program evaluation) {

    /** What is minimised, a scalar. */
    public static final String LOSS = "loss";

    /** The same in dB: itself, or {@code 10·log10} of what is no level. */
    public static final String LOSS_DB = "loss_db";

    /** Mean SDR of the remixes in dB, a scalar. */
    public static final String REMIX_SDR = "remix_sdr_db";

    /** Mean SDR of each source in dB, (K). */
    public static final String SOURCE_SDR = "source_sdr_db";

    /** @throws IllegalArgumentException if the objective asks for what the network does not have */
    public static TrainingPrograms of(Network network, Objective objective, Target target) {
        requireFits(network, objective);
        return new TrainingPrograms(
                program(network, objective, target, Mode.TRAINING),
                program(network, objective, target, Mode.INFERENCE));
    }

    /** @throws IllegalArgumentException naming what is to be changed, if the network cannot be trained for that */
    public static void requireFits(Network network, Objective objective) {
        if (network.seesGains() != objective.seesGains()) {
            throw new IllegalArgumentException(
                    "a network that sees the gains (network.gainConditioned) and the model gain_conditioned go together, not %s with %s"
                            .formatted(network, objective));
        }
        if (objective instanceof WaveformObjective waveform && waveform.deep() && !network.hasProbe()) {
            throw new IllegalArgumentException(
                    "%s has no probe for objective.l2 to reach: set objective.l2 to none and objective.beta to 0"
                            .formatted(network));
        }
    }

    private static Program program(Network network, Objective objective, Target target, Mode mode) {
        Graph graph = new Graph(Parameters.FLAT, target, mode);
        return switch (objective) {
            case RemixObjective remix -> RemixPrograms.training(network, remix, graph);
            case WaveformObjective waveform -> WaveformPrograms.training(network, waveform, graph);
        };
    }
}
