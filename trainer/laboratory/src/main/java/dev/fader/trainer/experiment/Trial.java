package dev.fader.trainer.experiment;

import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.training.TrainingConfig;
import java.util.List;

/**
 * One network of an experiment.
 *
 * @param name of its run, such as {@code slakh-k4-model1-1to1-s1}
 * @param data name of the training set
 * @param model how it is trained to remix
 */
record Trial(String name, String data, RemixModel model, TrainingConfig training) {

    static Trial of(ExperimentPlan plan, ExperimentPlan.Cell cell, ExperimentPlan.Column column, long seed) {
        int k = cell.sources();
        List<String> sources = plan.stems(cell.data(), k);
        RemixObjective objective =
                RemixObjective.of(column.model(), column.ratio(), k).limitedTo(plan.snrLimitDb());
        String name = "%s-k%d-%s-%s-s%d"
                .formatted(
                        cell.data(), k, column.model().label(), column.ratio().replace(":", "to"), seed);
        Network network = plan.training().network().with(k, column.model() == RemixModel.GAIN_CONDITIONED);
        return new Trial(name, cell.data(), column.model(), plan.training().with(network, objective, sources, seed));
    }
}
