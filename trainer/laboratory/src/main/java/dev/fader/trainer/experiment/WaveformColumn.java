package dev.fader.trainer.experiment;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.WaveformError;
import dev.fader.trainer.objective.WaveformObjective;
import java.util.List;
import java.util.Locale;

/**
 * A method of HTMD-Net's comparison: a network and what it is trained for, with the weights that were published for the two
 * errors.
 */
public record WaveformColumn(
        @Key("the network of this column") Network network,
        @Key("error of what comes out") WaveformError l1,
        @Key("error of the probe") WaveformError l2)
        implements Column {

    @Override
    public String label() {
        return "%s-%s-%s"
                .formatted(Architectures.nameOf(network.getClass()), l1, l2)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public Network network(Network common, int sources) {
        return network.with(sources, false);
    }

    @Override
    public Objective objective(int sources, double snrLimitDb) {
        return WaveformObjective.published(l1, l2);
    }

    @Override
    public void requireMeasurable(String set, List<String> stems) {
        if (!stems.equals(List.of(VocalResult.VOCALS, VocalResult.ACCOMPANIMENT))) {
            throw new IllegalArgumentException("%s is measured on vocals and accompaniment, in this order; %s has %s"
                    .formatted(label(), set, stems));
        }
    }

    @Override
    public Measurement measurement() {
        return new VocalMeasurement();
    }
}
