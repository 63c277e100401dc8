package dev.fader.worker.remix;

import dev.fader.schemas.remix.ModelRef;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.worker.model.Models;

/**
 * What a file is mixed from: a model, or stems that were there.
 *
 * @param ref what results say of it
 * @param ready whether there is nothing to separate any more, so that the device is not needed
 */
record Separation(DifferenceNetwork network, ModelRef ref, boolean ready, Runnable letGo) implements AutoCloseable {

    static Separation by(Models.Loaded model) {
        return new Separation(model.network(), model.ref(), false, model::close);
    }

    /** Of stems. @param network closed with this */
    static Separation of(DifferenceNetwork network, ModelRef stems) {
        return new Separation(network, stems, true, network::close);
    }

    @Override
    public void close() {
        letGo.run();
    }
}
