package dev.fader.worker.lease;

/**
 * What a task has been through.
 *
 * @param number attempts so far, this one included
 * @param memoryFailures of them, those that ran out of memory; the runner halves its chunks as often
 * @param processDeaths of them, those that ended with their process
 */
public record Attempts(int number, int memoryFailures, int processDeaths) {}
