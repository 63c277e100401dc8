package dev.fader.trainer.engine;

/** What GPUs the networks could run on: those of the machine count only where libtorch can use them. */
public interface Gpus {

    /** Whether the libtorch in use was built with CUDA. */
    boolean libtorchHasCuda();

    /** How many GPUs the CUDA runtime sees in this machine, whatever libtorch can do with them. */
    int inMachine();

    /** How many there are to choose from. */
    default int usable() {
        return libtorchHasCuda() ? inMachine() : 0;
    }
}
