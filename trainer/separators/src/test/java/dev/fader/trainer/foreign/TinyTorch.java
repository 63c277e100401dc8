package dev.fader.trainer.foreign;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.graph.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** TorchScript archives of a few lines of code. */
public final class TinyTorch {

    private TinyTorch() {}

    /** @param lines of a method of {@code mixture}, (1, C, L), that end with a return */
    public static byte[] of(String... lines) throws IOException {
        Graph graph = new Graph(Graph.Parameters.NAMED);
        graph.output("sources", graph.input("mixture", Value.ANY, 2, Value.ANY));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        TorchScriptArchive.write(graph.program(), new Weights.Builder().build(), plain);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(plain.toByteArray()));
                ZipOutputStream to = new ZipOutputStream(made)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] bytes = from.readAllBytes();
                put(to, entry.getName(), entry.getName().endsWith(".py") ? withBody(bytes, lines) : bytes);
            }
        }
        return made.toByteArray();
    }

    private static byte[] withBody(byte[] source, String... lines) {
        String text = new String(source, StandardCharsets.UTF_8);
        int body = text.indexOf("-> Tensor:") + "-> Tensor:".length();
        return (text.substring(0, body) + "\n    " + String.join("\n    ", lines) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    /** One that never returns. */
    public static byte[] hanging() throws IOException {
        return of("x = mixture", "while True:", "  x = torch.mul(x, 1.)", "return torch.unsqueeze(x, 1)");
    }
}
