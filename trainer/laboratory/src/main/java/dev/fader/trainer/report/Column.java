package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixRule;
import java.util.List;
import java.util.Locale;

/** Headings of Table 1: a model, and the weights ψ:λ of its training. */
final class Column {

    static final String BASELINE = "baseline 0:1";
    static final String CONSISTENT = "consistent 1:1";

    /** The paper's, in its order. */
    static final List<String> PAPER =
            List.of(BASELINE, "model1 1:1", "model1 K:1", "model1 1:0", "model2 1:1", "model2 K:1", "model2 1:0");

    private Column() {}

    /** The column of a result; a remix rule that is not the model's own makes another column. */
    static String of(ProtocolResult result) {
        String column = of(result.model());
        boolean consistent = result.remix() == RemixRule.CONSISTENT;
        return consistent && PAPER.contains(column) ? column + ", consistent remix" : column;
    }

    /** The column of a model that remixes as it was trained to. */
    static String of(MeasuredModel model) {
        boolean separates = model.remixer().contains("/");
        return separates ? model.remixer() : model.remixer() + " " + weights(model);
    }

    /** For readers. */
    static String heading(String column) {
        return column.replaceFirst("^baseline", "Baseline")
                .replaceFirst("^model1", "Model-I")
                .replaceFirst("^model2", "Model-II")
                .replaceFirst("^consistent", "Consistent (ours)")
                .replaceFirst("^gain_conditioned", "Gain-conditioned (ours)");
    }

    /** For labels with little room: B, I, II, C and G, and the weights where a model has several. */
    static String brief(String column) {
        return column.replaceFirst("^baseline 0:1", "B")
                .replaceFirst("^model1", "I")
                .replaceFirst("^model2", "II")
                .replaceFirst("^consistent 1:1", "C")
                .replaceFirst("^gain_conditioned 1:1", "G");
    }

    private static String weights(MeasuredModel model) {
        double psi = model.psi();
        double lambda = model.lambda();
        if (!Double.isFinite(psi) || !Double.isFinite(lambda)) {
            return "?:?";
        }
        if (lambda == 0) {
            return "1:0";
        }
        if (psi == 0) {
            return "0:1";
        }
        double ratio = psi / lambda;
        return ratio == 1
                ? "1:1"
                : ratio == model.sources().size() ? "K:1" : String.format(Locale.ROOT, "%.3g:1", ratio);
    }
}
