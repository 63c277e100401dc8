package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Instrument;
import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import dev.fader.trainer.songs.sound.SoundFontFile.Zone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a SoundFont 2 file (SoundFont 2.01 specification, §4–7). All samples are written as mono. */
final class SoundFontWriter {

    /** Silent frames that must follow each sample (§6.1). */
    private static final int GUARD_FRAMES = 46;

    private SoundFontWriter() {}

    /** @param info the INFO chunks, by their four letters */
    static void write(SoundFontFile font, Map<String, String> info, Path path) throws IOException {
        Files.write(path, bytes(font, info));
    }

    /** The same, as the bytes of a file. */
    static byte[] bytes(SoundFontFile font, Map<String, String> info) {
        ByteArrayOutputStream infos = new ByteArrayOutputStream();
        chunk(infos, "ifil", new byte[] {2, 0, 1, 0});
        for (Map.Entry<String, String> entry : info.entrySet()) {
            byte[] text = (entry.getValue() + "\0").getBytes(StandardCharsets.ISO_8859_1);
            chunk(infos, entry.getKey(), text.length % 2 == 0 ? text : java.util.Arrays.copyOf(text, text.length + 1));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("sfbk".getBytes(StandardCharsets.US_ASCII));
        list(body, "INFO", infos);
        list(body, "sdta", samples(font.samples()));
        list(body, "pdta", tables(font));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        chunk(file, "RIFF", body.toByteArray());
        return file.toByteArray();
    }

    private static ByteArrayOutputStream samples(List<Sample> samples) {
        int total = samples.stream()
                .mapToInt(sample -> sample.length() + GUARD_FRAMES)
                .sum();
        ByteBuffer data = buffer(2 * total);
        for (Sample sample : samples) {
            for (short frame : sample.frames()) {
                data.putShort(frame);
            }
            data.position(data.position() + 2 * GUARD_FRAMES);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        chunk(out, "smpl", data.array());
        return out;
    }

    private static ByteArrayOutputStream tables(SoundFontFile font) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Zone> presetZones = new ArrayList<>();
        ByteBuffer presets = buffer(38 * (font.presets().size() + 1));
        for (Preset preset : font.presets()) {
            presets.put(name(preset.name())).putShort((short) preset.program()).putShort((short) preset.bank());
            presets.putShort((short) presetZones.size()).putInt(0).putInt(0).putInt(0);
            presetZones.addAll(preset.zones());
        }
        presets.put(name("EOP"))
                .putInt(0)
                .putShort((short) presetZones.size())
                .putInt(0)
                .putInt(0)
                .putInt(0);
        chunk(out, "phdr", presets.array());
        zones(out, "p", presetZones);
        List<Zone> zones = new ArrayList<>();
        ByteBuffer instruments = buffer(22 * (font.instruments().size() + 1));
        for (Instrument instrument : font.instruments()) {
            instruments.put(name(instrument.name())).putShort((short) zones.size());
            zones.addAll(instrument.zones());
        }
        instruments.put(name("EOI")).putShort((short) zones.size());
        chunk(out, "inst", instruments.array());
        zones(out, "i", zones);
        chunk(out, "shdr", headers(font.samples()).array());
        return out;
    }

    private static void zones(ByteArrayOutputStream out, String level, List<Zone> zones) {
        int generators = zones.stream().mapToInt(zone -> zone.amounts().size()).sum();
        int modulators =
                zones.stream().mapToInt(zone -> zone.modulators().size()).sum();
        ByteBuffer bags = buffer(4 * (zones.size() + 1));
        ByteBuffer gens = buffer(4 * (generators + 1));
        ByteBuffer mods = buffer(10 * (modulators + 1));
        for (Zone zone : zones) {
            bags.putShort((short) (gens.position() / 4)).putShort((short) (mods.position() / 10));
            zone.amounts()
                    .forEach(amount -> gens.putShort(amount.getKey().shortValue())
                            .putShort(amount.getValue().shortValue()));
            zone.modulators().forEach(modulator -> mods.put(modulator.duplicate()));
        }
        bags.putShort((short) generators).putShort((short) modulators);
        chunk(out, level + "bag", bags.array());
        chunk(out, level + "mod", mods.array());
        chunk(out, level + "gen", gens.array());
    }

    private static ByteBuffer headers(List<Sample> samples) {
        ByteBuffer headers = buffer(46 * (samples.size() + 1));
        int start = 0;
        for (Sample sample : samples) {
            headers.put(name(sample.name())).putInt(start).putInt(start + sample.length());
            headers.putInt(start + sample.loopStart())
                    .putInt(start + sample.loopEnd())
                    .putInt(sample.rateHz());
            headers.put((byte) sample.rootKey())
                    .put((byte) sample.cents())
                    .putShort((short) 0)
                    .putShort((short) 1);
            start += sample.length() + GUARD_FRAMES;
        }
        headers.put(name("EOS"));
        return headers;
    }

    private static byte[] name(String name) {
        byte[] bytes = new byte[20];
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, bytes, 0, Math.min(19, text.length));
        return bytes;
    }

    private static void list(ByteArrayOutputStream out, String type, ByteArrayOutputStream content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content.toByteArray());
        chunk(out, "LIST", body.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(buffer(4).putInt(content.length).array());
        out.writeBytes(content);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
