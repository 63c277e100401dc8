package dev.fader.worker.config;

import dev.fader.schemas.TaskClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code fader.worker.*}: what this process is. */
@ConfigMapping(prefix = "fader.worker")
public interface WorkerConfig {

    /** Name of the worker; without it, the host's. Each process adds something of its own to it. */
    Optional<String> id();

    /** How many tasks are in hand; without it, as many as keep the device busy. */
    OptionalInt slots();

    /** How many channels go through a network at once; without it, as many as fill the device. */
    OptionalInt channelsAtOnce();

    /** How many of them may train at once, so that the others are left for what people wait for. */
    @WithDefault("1")
    int trainingSlots();

    /** Classes of tasks it takes. */
    @WithDefault("interactive,batch,training")
    List<TaskClass> classes();

    /** {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}. */
    @WithDefault("auto")
    String device();

    /** Folder where the processes of this machine say which GPU is whose. */
    @WithDefault("${java.io.tmpdir}/fader-devices")
    Path deviceLocks();

    /**
     * Memory of the process, in bytes: when a task ends and it has more, it finishes what it has and is started again. 0: three
     * quarters of what the machine or the container has.
     */
    @WithDefault("0")
    long memoryBytes();

    /**
     * Memory of the process, in bytes, beyond which it ends at once, whatever it does, before the system ends another. 0: nine
     * tenths of what the machine or the container has.
     */
    @WithDefault("0")
    long mostMemoryBytes();

    /** Folder of the networks' weights. */
    @WithDefault("deploy/models")
    Path models();

    /** Folder for files that live as long as an attempt. */
    @WithDefault("${java.io.tmpdir}/fader-worker")
    Path scratch();

    /** What all attempts together may take of it. */
    @WithDefault("68719476736")
    long scratchBytes();

    /** Folder that keeps what was fetched of data sets, for all processes of this machine and from start to start. */
    @WithDefault("${java.io.tmpdir}/fader-datasets")
    Path datasetCache();

    /** What it may hold; never more than its disk has. */
    @WithDefault("214748364800")
    long datasetCacheBytes();

    /** How long a stop waits for attempts to reach their next chunk. */
    @WithDefault("20s")
    Duration drain();
}
