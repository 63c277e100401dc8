package dev.fader.trainer.separation;

import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Request;
import dev.fader.trainer.separation.Separator.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass of a channel through a network, on which several sums are made of one separation.
 *
 * @param mixture (L)
 * @param rows with the same gains, if the network looks at them
 * @param into where the sums go, among others
 * @param at where their first sample is in it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, which is what is wanted
record ChannelPass(float[] mixture, List<Row> rows, float[] into, int at) {

    /** All that a request takes: silent channels take none, for the offsets inside a network would be heard. @param into (C, R, L) */
    static List<ChannelPass> of(Request request, boolean seesGains, float[] into) {
        List<ChannelPass> all = new ArrayList<>();
        Part part = request.part();
        List<Row> rows = request.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = seesGains ? endOfSameGains(rows, from) : rows.size();
            for (int c = 0; c < part.channels(); c++) {
                if (!part.isSilent(c)) {
                    int at = (c * rows.size() + from) * part.samples();
                    all.add(new ChannelPass(part.mixture()[c], rows.subList(from, to), into, at));
                }
            }
            from = to;
        }
        return all;
    }

    /** One that sees the gains has another separation for each of them. */
    private static int endOfSameGains(List<Row> rows, int from) {
        int to = from + 1;
        while (to < rows.size()
                && Arrays.equals(rows.get(to).gains(), rows.get(from).gains())) {
            to++;
        }
        return to;
    }

    /** The first of them, and those that can go with it: as long, and into as many sums. */
    static List<ChannelPass> alike(List<ChannelPass> waiting, int most) {
        ChannelPass first = waiting.getFirst();
        return waiting.stream()
                .filter(other -> other.samples() == first.samples()
                        && other.rows().size() == first.rows().size())
                .limit(most)
                .toList();
    }

    int samples() {
        return mixture.length;
    }

    /** Takes its sums. @param from where they begin, (R, L) */
    void fill(float[] combined, int from, float scale) {
        for (int i = 0; i < rows.size() * samples(); i++) {
            into[at + i] = combined[from + i] * scale;
        }
    }
}
