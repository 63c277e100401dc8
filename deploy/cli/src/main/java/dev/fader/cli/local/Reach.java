package dev.fader.cli.local;

/**
 * Ports through which the services reach the stores; other ones than theirs where something stands between.
 *
 * @param kafka is also what the broker tells its clients to come back to
 * @param kafkaDetour where the broker listens for those that do not come to its own port
 */
public record Reach(int postgres, int kafka, int kafkaDetour, int storage) {

    static Reach direct(Ports ports) {
        return new Reach(ports.postgres(), ports.kafka(), ports.kafka(), ports.storage());
    }
}
