package dev.fader.coordinator.submit;

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

    private static final int FREE = -1;

    private final MessageDigest digest = Sha256.digest();
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int[] items = free(1024);
    private int size;

    /** Takes a name for an item. @return the item that has it already, or -1 */
    int take(String name, int item) {
        if (size * 2 >= items.length) {
            grow();
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        long a = hash.getLong();
        long b = hash.getLong();
        int slot = slot(a, b);
        if (items[slot] != FREE) {
            return items[slot];
        }
        put(slot, a, b, item);
        return FREE;
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
        while (items[slot] != FREE && (high[slot] != a || low[slot] != b)) {
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
            if (oldItems[i] != FREE) {
                put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldItems[i]);
            }
        }
    }

    private static int[] free(int slots) {
        int[] items = new int[slots];
        Arrays.fill(items, FREE);
        return items;
    }
}
