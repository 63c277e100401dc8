package dev.fader.trainer.objective;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;

/** The program in which a network's estimates become a {@link WaveformObjective}'s loss. */
final class WaveformPrograms {

    private static final double TINY = 1e-20;

    private WaveformPrograms() {}

    /** @return program: mixture, true sources, gains → loss, SDR of the remix and of each source */
    static Program training(Network network, WaveformObjective objective, Graph graph) {
        Value mixture = NetworkPrograms.mixtureInput(graph);
        Value sources = graph.input(NetworkPrograms.SOURCES, ANY, network.sources(), ANY);
        Value gains = Ops.unsqueeze(NetworkPrograms.gainsInput(graph, network), 2);
        Estimate estimate = network.estimate(graph.root(), mixture, null);

        Value loss = loss(objective, sources, estimate);
        graph.minimise(TrainingPrograms.LOSS, loss);
        graph.output(TrainingPrograms.LOSS_DB, Ops.log10(loss.plus(TINY)).times(10));
        Value remix = Ops.unsqueeze(Ops.sum(sources.times(gains), 1), 1);
        Value ours = Ops.unsqueeze(Ops.sum(estimate.sources().times(gains), 1), 1);
        graph.output(TrainingPrograms.REMIX_SDR, Ops.squeeze(sdrDb(remix, ours), 0));
        graph.output(TrainingPrograms.SOURCE_SDR, sdrDb(sources, estimate.sources()));
        return graph.program();
    }

    private static Value loss(WaveformObjective objective, Value sources, Estimate estimate) {
        Value loss = objective.l1().between(sources, estimate.sources()).times(objective.alpha());
        if (objective.spectralWeight() > 0) {
            loss = loss.plus(SpectralError.between(sources, estimate.sources()).times(objective.spectralWeight()));
        }
        if (!objective.deep()) {
            return loss;
        }
        Value probe = estimate.probe();
        Value probed = Ops.narrow(sources, 1, 0, (int) probe.dim(1));
        return loss.plus(objective.l2().between(probed, probe).times(objective.beta()));
    }

    /** Of a batch as one signal, since a window in which a source is silent has no ratio. @param target (B, K, L). @return (K) */
    private static Value sdrDb(Value target, Value estimate) {
        Value signal = Ops.sum(Ops.sum(Ops.square(target), 2), 0);
        Value noise = Ops.sum(Ops.sum(Ops.square(target.minus(estimate)), 2), 0);
        return Ops.log10(signal.dividedBy(noise.plus(TINY)).plus(TINY)).times(10);
    }
}
