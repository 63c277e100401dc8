package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.probing;
import static dev.fader.worker.remix.Specs.reason;
import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dry run of one input. */
class ProbeRunnerTest {

    private static final Variant ANY = variant("out", "vocals", -3);

    @TempDir
    static Path folder;

    private static final AtomicLong received = new AtomicLong();
    private static Workbench bench;

    @BeforeAll
    static void openBench() throws Exception {
        bench = Workbench.open(folder, "probes");
    }

    @Test
    void aProbeSaysWhatAFileIsAndReadsLittleOfIt() throws Exception {
        int frames = 30 * 44_100;
        ObjectRef input = bench.store("song.wav", AudioEncoding.WAV_24, 44_100, Workbench.chord(frames));
        received.set(0);

        ProbeResult result = probed(run(remix(input, ANY)));

        assertThat(result.audio()).isEqualTo(new AudioProperties("pcm_s24le", frames, 44_100, 2, 24, 30));
        assertThat(result.bytes()).isGreaterThan(7_900_000);
        assertThat(received).hasValueLessThan(2_000_000);
    }

    @Test
    void aFileThatDoesNotTellItsLengthIsEstimated() throws Exception {
        ObjectRef input = bench.store("song.mp3", AudioEncoding.MP3, 44_100, Workbench.chord(10 * 44_100));

        AudioProperties audio = probed(run(remix(input, ANY))).audio();

        assertThat(audio.codec()).startsWith("mp3");
        assertThat(audio.bitDepth()).isNull();
        assertThat(audio.seconds()).isBetween(9.5, 10.5);
    }

    @Test
    void whatARemixWouldRefuseForItsHeaderIsRefused() throws Exception {
        bench.store("notes.wav", "more drums in the chorus\n".repeat(50).getBytes());
        bench.store("empty.wav", new byte[0]);

        assertThat(reason(run(remix(new ObjectRef(null, "notes.wav"), ANY)))).isEqualTo("not_audio");
        assertThat(reason(run(remix(new ObjectRef(null, "empty.wav"), ANY)))).isEqualTo("empty");
        assertThat(reason(run(remix(new ObjectRef(null, "nowhere.wav"), ANY)))).isEqualTo("not_found");
        assertThat(reason(run(remix(new ObjectRef("no-such-bucket", "song.wav"), ANY))))
                .isEqualTo("not_found");
        assertThat(reason(run(remix(new ObjectRef("No bucket!", "song.wav"), ANY))))
                .isEqualTo("not_found");
    }

    @Test
    void anObjectThatIsNotOursToReadIsForbidden() throws Exception {
        ObjectRef input = bench.store("secret.wav", AudioEncoding.WAV_16, 44_100, Workbench.chord(44_100));
        MinioClient stranger =
                Workbench.connection().credentials("fader", "guessed").build();

        Outcome outcome = run(stranger, remix(input, ANY));

        assertThat(reason(outcome)).isEqualTo("forbidden");
        assertThat(((Outcome.BadInput) outcome).detail()).contains("probes/secret.wav");
    }

    @Test
    void aBucketThatIsNotListedHereIsNotReadWhateverWasAcceptedBefore() throws Exception {
        Outcome outcome = run(remix(new ObjectRef("another-bucket", "song.wav"), ANY));

        assertThat(reason(outcome)).isEqualTo("forbidden");
        assertThat(((Outcome.BadInput) outcome).detail()).contains("fader.s3.allowed-buckets");
    }

    @Test
    void anOrderThatARemixWouldRefuseIsRefused() throws Exception {
        ObjectRef input = bench.store("short.wav", AudioEncoding.WAV_16, 44_100, Workbench.chord(44_100));

        assertThat(reason(run(remix(input, variant("out", "tuba", 1))))).isEqualTo("unknown_source");
        assertThat(reason(run(new RemixSpec(input, List.of(ANY), "no-such-model", null, null))))
                .isEqualTo("unknown_model");
    }

    @Test
    void anOutputThatItsFormatCannotHoldIsRefusedBeforeAnyWork() throws Exception {
        ObjectRef input = bench.store("fast.wav", AudioEncoding.WAV_16, 96_000, Workbench.chord(96_000));
        Variant mp3 = new Variant("out", ANY.gainsDb(), OutputFormat.MP3, ANY.loudness());

        assertThat(reason(run(remix(input, mp3)))).isEqualTo("not_encodable");
    }

    private static Outcome run(RemixSpec spec) throws Exception {
        return run(new CountingClient(bench.client()), spec);
    }

    private static Outcome run(MinioClient client, RemixSpec spec) throws Exception {
        ObjectStorage storage = new ObjectStorage(client, bench.buckets(), Workbench.MOST_INPUT_BYTES);
        return new ProbeRunner(storage, bench.models(), AudioLimits.DEFAULT)
                .run(spec, probing(), WatchedAttempt.undisturbed());
    }

    private static ProbeResult probed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Produced.class);
        return FaderJson.read(((Outcome.Produced) outcome).completion().result(), ProbeResult.class);
    }

    /** Counts the bytes that are asked for. */
    private static final class CountingClient extends MinioClient {

        CountingClient(MinioClient client) {
            super(client);
        }

        @Override
        public GetObjectResponse getObject(GetObjectArgs range) throws MinioException {
            received.addAndGet(range.length());
            return super.getObject(range);
        }
    }
}
