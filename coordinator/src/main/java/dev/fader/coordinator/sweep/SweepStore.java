package dev.fader.coordinator.sweep;

import dev.fader.coordinator.run.RunChanges;
import dev.fader.coordinator.run.RunStore;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SubmitSweep.Halving;
import dev.fader.schemas.api.SweepView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Sweeps, and what people do to them. */
@Singleton
final class SweepStore {

    private final Jdbi jdbi;
    private final SweepCheck check;
    private final RunChanges runs;
    private final ObjectLinks links;

    SweepStore(Jdbi jdbi, SweepCheck check, RunChanges runs, ObjectLinks links) {
        this.jdbi = jdbi;
        this.check = check;
        this.runs = runs;
        this.links = links;
    }

    /** Writes a sweep and all of its runs, or nothing. */
    SweepView submit(SubmitSweep sent, String actor) {
        return jdbi.inTransaction(transaction -> {
            NewSweep sweep = check.check(transaction, sent);
            SweepId id = SweepId.create();
            SweepRows.insert(transaction, id, sweep);
            Halving halving = sent.halving();
            // who is alone has nobody to be better than
            Integer mostEpochs =
                    halving == null || sweep.points().size() == 1 ? null : (Integer) Rungs.epochs(halving, 0);
            for (int number = 0; number < sweep.points().size(); number++) {
                var unused = runs.submit(
                        transaction,
                        sweep.run(number),
                        id,
                        sweep.points().get(number).json(),
                        mostEpochs,
                        actor);
            }
            return view(transaction, SweepRows.find(transaction, id).orElseThrow());
        });
    }

    Optional<SweepView> find(SweepId id) {
        return jdbi.withHandle(handle -> SweepRows.find(handle, id).map(sweep -> view(handle, sweep)));
    }

    List<SweepView> list(@Nullable String tenant, @Nullable SweepId before, int limit) {
        return jdbi.withHandle(handle -> SweepRows.list(handle, tenant, before, limit).stream()
                .map(sweep -> view(handle, sweep))
                .toList());
    }

    private SweepView view(Handle handle, SweepRow sweep) {
        SweepView view = SweepViews.of(handle, sweep);
        return SweepViews.report(handle, sweep.report())
                .map(made -> {
                    ResultView.Download download = links.download(made.name(), made.report());
                    return view.with(download);
                })
                .orElse(view);
    }

    /** Holds back every run that has not ended, or lets them go. */
    void pause(SweepId id, boolean paused, String actor) {
        jdbi.useTransaction(transaction -> SweepRows.pause(transaction, id, paused));
        for (RunView run : jdbi.withHandle(handle -> RunStore.ofSweep(handle, id))) {
            // those that are held wait for the sweep, which waits as well
            boolean concerned =
                    paused ? !run.state().isFinal() && run.state() != RunState.HELD : run.state() == RunState.PAUSED;
            if (concerned) {
                RunView unused = runs.pause(run, paused, actor);
            }
        }
    }

    void cancel(SweepId id) {
        jdbi.useTransaction(transaction -> SweepRows.cancel(transaction, id));
        new SweepTurns(jdbi).take(id);
    }
}
