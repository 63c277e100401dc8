package dev.fader.queue.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The loops of a process: started together with it, stopped in the reverse order, and asked for their health. */
public final class Loops implements AutoCloseable {

    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final LoopObserver observer;

    public Loops(LoopObserver observer) {
        this.observer = observer;
    }

    /** Starts a loop that may miss good turns for a while, ten pauses or half a minute at least. */
    public Loop start(String name, Duration pause, Loop.Turn turn) {
        Duration patience = pause.multipliedBy(10);
        Duration least = Duration.ofSeconds(30);
        return start(new Loop.Shape(name, pause, patience.compareTo(least) > 0 ? patience : least), turn);
    }

    public Loop start(Loop.Shape shape, Loop.Turn turn) {
        Loop loop = new Loop(shape, turn, observer, System::nanoTime);
        loops.add(loop);
        loop.start();
        return loop;
    }

    public List<Loop.Health> health() {
        return loops.stream().map(Loop::health).toList();
    }

    @Override
    public void close() throws InterruptedException {
        for (Loop loop : loops.reversed()) {
            loop.close();
        }
        loops.clear();
    }
}
