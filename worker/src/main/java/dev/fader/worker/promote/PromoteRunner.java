package dev.fader.worker.promote;

import dev.fader.queue.model.AliasRows;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.CommitWrite;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.HeldOut;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteResult.Verdict;
import dev.fader.schemas.model.PromoteSpec;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.Evaluator;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.Models;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Remixes held-out songs over the gain grid by the candidate and by the incumbent, and moves the alias if the candidate's
 * mean is higher. The device is taken song by song, so that remixes go on between. A loser ends the task as well: with a
 * table that says why.
 */
final class PromoteRunner implements TaskRunner<PromoteSpec> {

    private static final Evaluator.Extent REMIXES = new Evaluator.Extent(false, false);

    private final Songs songs;
    private final Models models;
    private final ScratchSpace space;
    private final ObjectStorage storage;
    private final NetworkTurn turn;

    PromoteRunner(Songs songs, Models models, ScratchSpace space, ObjectStorage storage, NetworkTurn turn) {
        this.songs = songs;
        this.models = models;
        this.space = space;
        this.storage = storage;
        this.turn = turn;
    }

    @Override
    public TaskKind<PromoteSpec, ?> kind() {
        return TaskKinds.PROMOTE;
    }

    @Override
    public Outcome run(PromoteSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            long start = System.nanoTime();
            HeldOut heldOut = spec.heldOut();
            try (Models.Loaded candidate = models.get("candidate", spec.candidate());
                    Models.Loaded incumbent = models.get(spec.alias(), spec.incumbent());
                    Scratch scratch =
                            space.open(claim.task() + "-f" + claim.fence().value() + "-")) {
                requireAlike(candidate.network(), incumbent.network());
                try (Songs.Held held = songs.hold(heldOut.data(), Set.of(heldOut.split()), attempt)) {
                    List<StemSong> known = known(held, heldOut, candidate.network());
                    Turns turns = new Turns(attempt);
                    Evaluator ours = new Evaluator(candidate.network(), REMIXES);
                    Evaluator theirs = new Evaluator(incumbent.network(), REMIXES);
                    Duel duel = fight(known, heldOut.seconds(), ours, theirs, turns);
                    Examples examples = new Examples(known, heldOut.seconds(), ours, theirs, turns);
                    List<PromoteResult.Example> listening = examples.write(duel, storage, claim, scratch, attempt);
                    Duration worked =
                            Duration.ofNanos(System.nanoTime() - start).minus(turns.waited);
                    return completion(spec, duel, listening, candidate.network().deviceName(), worked);
                }
            }
        });
    }

    private static List<StemSong> known(Songs.Held held, HeldOut asked, DifferenceNetwork network)
            throws IOException, RefusedInput {
        return held.open(asked.data(), asked.split(), asked.songs(), network.sources(), network.sampleRateHz())
                .songs();
    }

    /** The device, in pieces. */
    final class Turns {
        private final Attempt attempt;
        private Duration waited = Duration.ZERO;

        private Turns(Attempt attempt) {
            this.attempt = attempt;
        }

        <T> T take(Callable<T> work) throws Exception {
            attempt.checkStop();
            NetworkTurn.Taken<T> taken = turn.take(attempt, work);
            waited = waited.plus(taken.waited());
            return taken.value();
        }
    }

    private static void requireAlike(DifferenceNetwork candidate, DifferenceNetwork incumbent) throws RefusedInput {
        if (!candidate.sources().equals(incumbent.sources()) || candidate.sampleRateHz() != incumbent.sampleRateHz()) {
            throw new RefusedInput(
                    "not_comparable",
                    "the candidate separates %s at %d Hz, the incumbent %s at %d Hz: no table compares them; an operator may overrule"
                            .formatted(
                                    candidate.sources(),
                                    candidate.sampleRateHz(),
                                    incumbent.sources(),
                                    incumbent.sampleRateHz()));
        }
    }

    private static Duel fight(
            List<StemSong> songs, double seconds, Evaluator candidate, Evaluator incumbent, Turns turns)
            throws Exception {
        Duel duel = new Duel();
        int done = 0;
        for (StemSong song : songs) {
            duel.add(new Duel.Bout(
                    song.name(),
                    turns.take(() -> candidate.evaluate(song, seconds)),
                    turns.take(() -> incumbent.evaluate(song, seconds))));
            turns.attempt.progress(++done, songs.size());
        }
        if (duel.isEmpty()) {
            throw new RefusedInput("bad_songs", "no song can be measured: all of them are silent");
        }
        return duel;
    }

    private static Completion completion(
            PromoteSpec spec, Duel duel, List<PromoteResult.Example> listening, String device, Duration worked) {
        PromoteResult result = new PromoteResult(
                duel.isWon() ? Verdict.PROMOTED : Verdict.KEPT,
                spec.alias(),
                spec.candidate(),
                spec.incumbent(),
                duel.candidateDb(),
                duel.incumbentDb(),
                duel.doNothingDb(),
                duel.table(),
                duel.songs(),
                listening,
                device,
                worked.toNanos() / 1e9);
        Completion completion = Completion.of(
                        TaskKinds.PROMOTE, result, duel.songs().size())
                .with(Map.of("candidate_db", duel.candidateDb(), "incumbent_db", duel.incumbentDb()));
        return duel.isWon() ? completion.with(moving(spec)) : completion;
    }

    /** What the alias names is known for sure only here; a result that came too late says so. */
    private static CommitWrite moving(PromoteSpec spec) {
        return (transaction, claim) -> {
            if (!AliasRows.promote(transaction, spec.alias(), spec.incumbent(), spec.candidate(), claim.task())) {
                transaction
                        .createUpdate(
                                "UPDATE result SET result = jsonb_set(result, '{verdict}', to_jsonb(CAST(:verdict AS text)))"
                                        + " WHERE task_id = :task")
                        .bind("verdict", Verdict.OVERTAKEN.wireName())
                        .bind("task", claim.task().uuid())
                        .execute();
            }
        };
    }
}
