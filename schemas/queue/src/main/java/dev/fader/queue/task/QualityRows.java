package dev.fader.queue.task;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.QualityRecord;
import org.jdbi.v3.core.Handle;

/** Quality records in the database: one row for each output of a task. */
final class QualityRows {

    private QualityRows() {}

    static void insert(Handle handle, TaskId task, Completion.Quality quality) {
        for (int output = 0; output < quality.records().size(); output++) {
            QualityRecord record = quality.records().get(output);
            handle.createUpdate("""
                            INSERT INTO quality_record (task_id, output, lufs_in, lufs_out, true_peak_in_db,
                                   true_peak_out_db, lra_in_lu, lra_out_lu, gain_db, loudness_miss_lu, clipped_samples,
                                   dither_bits, correlation_in, correlation_out, worst_seam_db, null_residual_db, compute_seconds,
                                   model_sha256, review)
                            VALUES (:task, :output, :lufsIn, :lufsOut, :peakIn, :peakOut, :lraIn, :lraOut, :gain, :miss,
                                   :clipped, :dither, :correlationIn, :correlationOut, :seam, :residual, :compute, :model,
                                   :review)
                            """)
                    .bind("task", task.uuid())
                    .bind("output", output)
                    .bind("lufsIn", record.loudnessIn().integratedLufs())
                    .bind("lufsOut", record.loudnessOut().integratedLufs())
                    .bind("peakIn", record.loudnessIn().truePeakDb())
                    .bind("peakOut", record.loudnessOut().truePeakDb())
                    .bind("lraIn", record.loudnessIn().rangeLu())
                    .bind("lraOut", record.loudnessOut().rangeLu())
                    .bind("gain", record.gainDb())
                    .bind("miss", record.loudnessMissLu())
                    .bind("clipped", record.clippedSamples())
                    .bind("dither", record.ditherBits())
                    .bind("correlationIn", record.correlationIn())
                    .bind("correlationOut", record.correlationOut())
                    .bind("seam", record.worstSeamDb())
                    .bind("residual", record.nullResidualDb())
                    .bind("compute", quality.computeSeconds())
                    .bind("model", quality.modelSha256())
                    .bindArray("review", String.class, record.review())
                    .execute();
        }
    }
}
