package dev.fader.trainer.separation;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For which target a network's program is emitted on a device. What is fastest on a processor is tried out when a network is
 * loaded for the first time, and kept: the same file must become the same bytes tomorrow.
 *
 * @param form what somebody wishes; null: what is fast
 */
record TargetChoice(@Nullable Form form, Precision precision, KeptForms kept) {

    /** The environment's name for a form, or {@code auto}. */
    static final String FORM_VARIABLE = "FADER_FORM";

    /** The environment's name for a precision. */
    static final String PRECISION_VARIABLE = "FADER_PRECISION";

    /** How much faster than the plain form another must be: less is noise, and not worth other last bits. */
    private static final double WORTH = 0.9;

    /** @throws IllegalArgumentException naming the variable and what it may be */
    static TargetChoice of(Map<String, String> environment) {
        String name = environment.getOrDefault(FORM_VARIABLE, "auto");
        Form form = name.equals("auto") ? null : named(Form.class, FORM_VARIABLE, name, "auto, ");
        Precision precision =
                named(Precision.class, PRECISION_VARIABLE, environment.getOrDefault(PRECISION_VARIABLE, "fp32"), "");
        if (form != null && !form.isIn(precision)) {
            throw new IllegalArgumentException(
                    "the environment's %s is '%s', which keeps everything in halves: set %s to fp16 or bf16"
                            .formatted(FORM_VARIABLE, form, PRECISION_VARIABLE));
        }
        return new TargetChoice(form, precision, KeptForms.standard(environment));
    }

    Target of(ModelFile model, Device device) {
        if (form != null) {
            return new Target(form, precision);
        }
        return switch (device) {
            case Device.Cpu cpu -> new Target(onProcessor(model), precision);
            case Device.Cuda cuda -> new Target(cuda.usualForm(), precision);
        };
    }

    private Form onProcessor(ModelFile model) {
        Situation here = Situation.of(model, precision);
        Optional<Form> before = kept.get(here);
        // what cannot be kept is not tried out: the next process might find something else
        return before.orElseGet(
                () -> kept.canKeep() ? kept.keepFirst(here, fastest(Calibration.of(model, precision))) : Form.PLAIN);
    }

    /** @param seconds of each form, the plain one among them */
    static Form fastest(Map<Form, Double> seconds) {
        double plain = Objects.requireNonNull(seconds.get(Form.PLAIN));
        return seconds.entrySet().stream()
                .filter(each -> each.getValue() < WORTH * plain)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Form.PLAIN);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String variable, String name, String others) {
        for (E each : type.getEnumConstants()) {
            if (each.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        StringBuilder known = new StringBuilder(others);
        for (E each : type.getEnumConstants()) {
            known.append(each).append(each.ordinal() == type.getEnumConstants().length - 1 ? "" : ", ");
        }
        throw new IllegalArgumentException(
                "the environment's %s is '%s': it may be %s".formatted(variable, name, known));
    }
}
