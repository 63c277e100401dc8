package dev.fader.queue.task;

/**
 * What a task has been through.
 *
 * @param number attempts so far, this one included, without those that were nobody's fault
 * @param memoryFailures of them, those that ran out of memory; the runner halves its chunks as often
 * @param processDeaths processes that ended while they ran this task and nothing else
 */
public record Attempts(int number, int memoryFailures, int processDeaths) {}
