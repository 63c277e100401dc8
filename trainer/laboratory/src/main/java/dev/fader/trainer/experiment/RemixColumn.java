package dev.fader.trainer.experiment;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import java.util.List;

/**
 * A column of the paper's Table 1.
 */
public record RemixColumn(
        @Key("how the network remixes") RemixModel model,
        @Key("ψ:λ, such as `K:1`") String ratio) implements Column {

    @Override
    public String label() {
        return model.label() + "-" + ratio.replace(":", "to");
    }

    @Override
    public Network network(Network common, int sources) {
        return common.with(sources, model == RemixModel.GAIN_CONDITIONED);
    }

    @Override
    public Objective objective(int sources, double snrLimitDb) {
        return RemixObjective.of(model, ratio, sources).limitedTo(snrLimitDb);
    }

    @Override
    public void requireMeasurable(String set, List<String> stems) {
        // by their place, whatever they are
    }

    @Override
    public Measurement measurement() {
        return new RemixMeasurement(model.label());
    }
}
