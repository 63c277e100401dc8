package dev.fader.trainer.benchmark;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.Agreement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a network in one form after the other, each in its share of what is left of a time. What is done is told at once,
 * so that a run that is cut short is not lost.
 *
 * @param report gets a line for each measurement
 */
record FormsTrial(BenchedNetwork benched, Device device, ObjectNode report) {

    private static final int WARM_UP = 3;
    private static final int MOST_REPETITIONS = 30;

    /** What is to be measured. */
    record Planned(boolean training, double seconds, int batch, Target target) {

        /** Of one mixture: its result is compared. */
        boolean compared() {
            return !training && batch == 1;
        }
    }

    void run(List<Planned> planned, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        ArrayNode lines = report.putArray("measurements");
        Map<Double, float[]> references = references(planned);
        for (int i = 0; i < planned.size(); i++) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                report.put("left_out", planned.size() - i);
                Elapsed.say("the time is over: %d are left out".formatted(planned.size() - i));
                break;
            }
            ObjectNode line = measured(planned.get(i), left / (planned.size() - i), references);
            lines.add(line);
            Elapsed.say(line.toString());
        }
    }

    /** By the seconds of a mixture, its sources in 32 bits on the processor. */
    private Map<Double, float[]> references(List<Planned> planned) throws IOException {
        Map<Double, float[]> references = new HashMap<>();
        for (Planned each : planned) {
            if (each.compared() && !references.containsKey(each.seconds())) {
                NetworkWorkload workload = benched.workload(false, 1, each.seconds());
                try (OurNetwork plain = OurNetwork.of(workload, Target.PLAIN, Device.cpu())) {
                    references.put(each.seconds(), plain.result());
                }
                Elapsed.say("there is a reference of %s s".formatted(each.seconds()));
            }
        }
        return references;
    }

    /** @param share of the time, in nanoseconds */
    private ObjectNode measured(Planned planned, long share, Map<Double, float[]> references) throws IOException {
        long began = System.nanoTime();
        ObjectNode line = report.objectNode()
                .put("form", planned.target().form().toString())
                .put("precision", planned.target().precision().toString())
                .put("step", planned.training() ? "training" : "inference")
                .put("batch", planned.batch())
                .put("seconds", planned.seconds());
        NetworkWorkload workload = benched.workload(planned.training(), planned.batch(), planned.seconds());
        try (OurNetwork network = OurNetwork.of(workload, planned.target(), device)) {
            line.put("load_seconds", (System.nanoTime() - began) / 1e9);
            float[] reference = planned.compared() ? references.get(planned.seconds()) : null;
            if (reference != null) {
                line.put("agreement_db", Agreement.db(reference, network.result()));
            }
            for (int i = 0; i < WARM_UP && System.nanoTime() - began < share / 2; i++) {
                network.once();
            }
            List<Double> walls = new ArrayList<>();
            do {
                walls.add(network.run(1).wallSeconds());
            } while (walls.size() < MOST_REPETITIONS && System.nanoTime() - began < share);
            double median = walls.stream().sorted().toList().get(walls.size() / 2);
            line.put("repetitions", walls.size())
                    .put("milliseconds", median * 1e3)
                    .put("audio_seconds_per_second", planned.seconds() * planned.batch() / median);
        } catch (EngineException | IllegalStateException e) {
            // one form that the engine refuses, or has no memory for, is a finding
            line.put(
                    "failed", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return line;
    }
}
