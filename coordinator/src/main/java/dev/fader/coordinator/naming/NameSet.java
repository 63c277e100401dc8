package dev.fader.coordinator.naming;

import dev.fader.schemas.naming.NameOnDisk;
import dev.fader.schemas.notation.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Which item took a name, for hundreds of thousands of names: a hash table of 128-bit hashes in flat arrays, 20 bytes
 * a slot whatever the names' length.
 */
final class NameSet {

    /** Instead of an item. */
    static final int NOBODY = -1;

    private final MessageDigest digest = Sha256.digest();
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int[] items = free(1024);
    private int size;

    /** Takes a name for an item. @return the item that has it already, or {@link #NOBODY} */
    int take(NameOnDisk name, int item) {
        if (size * 2 >= items.length) {
            grow();
        }
        ByteBuffer hash = hash(name);
        long a = hash.getLong();
        long b = hash.getLong();
        int slot = slot(a, b);
        int with = items[slot];
        if (with == NOBODY) {
            put(slot, a, b, item);
        }
        return with;
    }

    /** The item that has the name, or {@link #NOBODY}. */
    int find(NameOnDisk name) {
        ByteBuffer hash = hash(name);
        return items[slot(hash.getLong(), hash.getLong())];
    }

    private ByteBuffer hash(NameOnDisk name) {
        return ByteBuffer.wrap(digest.digest(name.folded().getBytes(StandardCharsets.UTF_8)));
    }

    private void put(int slot, long a, long b, int item) {
        high[slot] = a;
        low[slot] = b;
        items[slot] = item;
        size++;
    }

    /** The slot that holds the hash, or the free one where it belongs. */
    private int slot(long a, long b) {
        int slot = (int) (a & (items.length - 1));
        while (items[slot] != NOBODY && (high[slot] != a || low[slot] != b)) {
            slot = (slot + 1) & (items.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldItems = items;
        high = new long[oldItems.length * 2];
        low = new long[oldItems.length * 2];
        items = free(oldItems.length * 2);
        size = 0;
        for (int i = 0; i < oldItems.length; i++) {
            if (oldItems[i] != NOBODY) {
                put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldItems[i]);
            }
        }
    }

    private static int[] free(int slots) {
        int[] items = new int[slots];
        Arrays.fill(items, NOBODY);
        return items;
    }
}
