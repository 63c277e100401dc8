package dev.fader.worker;

import dev.fader.worker.fleet.Registration;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.queue.Slots;
import org.jboss.logging.Logger;

/**
 * Whether a worker takes more work. One that rests finishes what cannot be gone on with elsewhere; training leaves a
 * checkpoint at its next step. Safe for several threads.
 */
public final class Rest {

    private static final Logger LOG = Logger.getLogger(Rest.class);

    private final Slots slots;
    private final LeaseKeeper leases;
    private final Registration registration;
    private boolean asked;
    private boolean forGood;

    Rest(Slots slots, LeaseKeeper leases, Registration registration) {
        this.slots = slots;
        this.leases = leases;
        this.registration = registration;
    }

    /** What an operator wants. */
    synchronized void asked(boolean yes) {
        boolean before = asked || forGood;
        asked = yes;
        become(before);
    }

    /** Until the process ends. */
    synchronized void forGood() {
        boolean before = asked || forGood;
        forGood = true;
        become(before);
    }

    private void become(boolean before) {
        boolean rests = asked || forGood;
        if (rests != before) {
            LOG.info(rests ? "takes no more tasks" : "takes tasks again");
            slots.rest(rests);
            leases.rest(rests);
            registration.rests(rests);
        }
    }
}
