package dev.fader.trainer.songs;

import java.util.ArrayList;
import java.util.List;

/**
 * How loud a song and its stems are.
 *
 * @param levelsDb each stem's level around equal loudness, in the order of the stems
 * @param peak the mixture's largest sample, or a stem's when that is larger, 0…1
 * @param limitedDb how far the peak would be exceeded without a limiter; 0: there is none
 */
record Balance(List<Double> levelsDb, double peak, double limitedDb) {

    static Balance draw(Chance chance, List<String> stems, Edition edition) {
        List<Double> levels = new ArrayList<>();
        for (String stem : stems) {
            double level = switch (edition) {
                case FIRST -> chance.between(-4, 4);
                case SECOND, THIRD -> usualDb(stem) + 3.2 * chance.bell();
            };
            levels.add(Math.round(level * 100) / 100.0);
        }
        double peak = switch (edition) {
            case FIRST -> chance.between(0.5, 0.98);
            // most are mastered near full scale, some are left quiet
            case SECOND, THIRD -> Level.amplitude(-(0.2 + 14 * Math.pow(chance.unit(), 2)));
        };
        boolean limited = edition == Edition.THIRD && chance.happens(0.4);
        double limitedDb = limited ? Math.round(10 * chance.between(1, 9)) / 10.0 : 0;
        return new Balance(List.copyOf(levels), peak, limitedDb);
    }

    private static double usualDb(String stem) {
        return switch (stem) {
            case "vocals" -> 2;
            case "drums" -> 1;
            case "strings" -> -3;
            default -> -1;
        };
    }
}
