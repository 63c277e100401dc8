package dev.fader.worker.lease;

/** An attempt in a part of its work that is finished before room is made for others. */
public record Unyielding(Attempt attempt) implements Attempt {

    @Override
    public void progress(double done, double total) {
        attempt.progress(done, total);
    }

    @Override
    public boolean stopRequested() {
        try {
            checkStop();
            return false;
        } catch (AttemptStopped stopped) {
            return true;
        }
    }

    @Override
    public void checkStop() {
        try {
            attempt.checkStop();
        } catch (AttemptStopped stopped) {
            if (stopped.reason() != StopReason.YIELD) {
                throw stopped;
            }
        }
    }
}
