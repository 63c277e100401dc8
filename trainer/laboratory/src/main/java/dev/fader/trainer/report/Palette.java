package dev.fader.trainer.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;

/** One colour for each column, the same in every plot; Model-I and Model-II of the same weights are two shades. */
final class Palette {

    private static final Map<String, Color> KNOWN = Map.of(
            Column.BASELINE,
            new Color(0x444444),
            "model1 1:1",
            new Color(0x1f77b4),
            "model1 K:1",
            new Color(0x2ca02c),
            "model1 1:0",
            new Color(0x9467bd),
            "model2 1:1",
            new Color(0xaec7e8),
            "model2 K:1",
            new Color(0x98df8a),
            "model2 1:0",
            new Color(0xc5b0d5),
            Column.CONSISTENT,
            new Color(0xd62728),
            "gain_conditioned 1:1",
            new Color(0xff7f0e));

    private static final List<Color> OTHERS =
            List.of(new Color(0x8c564b), new Color(0xe377c2), new Color(0xbcbd22), new Color(0x17becf));

    private Palette() {}

    static Color of(String column) {
        return KNOWN.getOrDefault(column, OTHERS.get(Math.floorMod(column.hashCode(), OTHERS.size())));
    }
}
