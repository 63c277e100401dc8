package dev.fader.trainer.audio;

import dev.fader.trainer.audio.LengthAccount.Heard;
import java.util.List;

/**
 * How much of an Opus or Vorbis stream in Ogg is heard. Positions in Ogg may begin anywhere, as they do in recordings of
 * broadcasts; what counts is how far the last is from where the first page begins, which is its own position less the
 * packets that end on it (RFC 7845, §4.3 to §4.5; Vorbis I, appendix A.2).
 *
 * @param primed frames in front that the decoder gives and that are never heard
 * @param onFirstPage frames that end on the first page of sound, those never heard included for Opus
 */
record OggLength(long primed, long onFirstPage, OggPage firstPage, long lastGranule, long padding) {

    private static final int OPUS_HZ = 48_000;

    /** @param head the identification header. @param packets of the first page of sound */
    static OggLength opus(OggPackets packets, long lastGranule) {
        byte[] head = packets.header(0);
        int preSkip = (head[10] & 0xff) | (head[11] & 0xff) << 8;
        long frames = 0;
        for (byte[] packet : packets.first()) {
            frames += opusFrames(packet);
        }
        // the last page may be cut short by as much as it holds, which is a second as a rule
        return new OggLength(preSkip, frames, packets.positioned(), lastGranule, OPUS_HZ);
    }

    /** Of a packet at 48 kHz (RFC 6716, §3.1 and §3.2). */
    static int opusFrames(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int config = (packet[0] & 0xff) >> 3;
        int frame = config < 12
                ? List.of(480, 960, 1920, 2880).get(config & 3)
                : config < 16 ? List.of(480, 960).get(config & 1) : 120 << (config & 3);
        int count = switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & 0x3f : 0;
        };
        return frame * count;
    }

    static OggLength vorbis(OggPackets packets, VorbisBlocks blocks, long lastGranule) {
        List<byte[]> first = packets.first();
        long frames = 0;
        for (int i = 1; i < first.size(); i++) {
            frames += blocks.frames(first.get(i - 1), first.get(i));
        }
        return new OggLength(
                first.isEmpty() ? 0 : blocks.primingFrames(first.getFirst()),
                frames,
                packets.positioned(),
                lastGranule,
                2L * blocks.longest());
    }

    /** @param countsPrimed whether positions count what is never heard, as Opus's do */
    Heard heard(boolean countsPrimed) {
        long start = firstPage.granule() - onFirstPage;
        if (firstPage.endsStream()) {
            // the only page of sound: it may end early, but not begin early
            start = Math.max(0, start);
        }
        long unheard = primed + Math.max(0, -start);
        long frames = lastGranule - Math.max(0, start) - (countsPrimed ? primed : 0);
        return new Heard(unheard, new Promise.Exact(Math.max(0, frames), padding));
    }
}
