package dev.fader.trainer.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import java.util.List;

/** What networks of an experiment differ in, besides their cell and seed. In a plan the keys of one tell which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(RemixColumn.class), @JsonSubTypes.Type(WaveformColumn.class)})
public sealed interface Column permits RemixColumn, WaveformColumn {

    /** In names of runs and results. */
    String label();

    /** @param common the one that columns share which bring none */
    Network network(Network common, int sources);

    /** @param snrLimitDb of objectives that have a limit */
    Objective objective(int sources, double snrLimitDb);

    /** @throws IllegalArgumentException if its networks cannot be measured on stems of these names */
    void requireMeasurable(String set, List<String> stems);

    /** How its networks are measured. */
    Measurement measurement();
}
