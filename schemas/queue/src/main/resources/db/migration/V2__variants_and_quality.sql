-- A task makes one output per variant, each with its own quality record; a crossed threshold asks for a person.

ALTER TABLE task DROP CONSTRAINT task_state_check;
ALTER TABLE task ADD CONSTRAINT task_state_check
    CHECK (state IN ('READY', 'RUNNING', 'DONE', 'REVIEW', 'FAILED', 'CANCELLED', 'QUARANTINED'));

-- results are kept as they were written; a result of before has the output at its top
UPDATE result SET result = jsonb_build_object(
    'outputs', jsonb_build_array(jsonb_build_object(
        'name', regexp_replace(regexp_replace(result #>> '{output,key}', '^.*/', ''), '[.][^.]*$', ''),
        'object', result -> 'output',
        'audio', result -> 'audio',
        'quality', jsonb_build_object('loudnessIn', result -> 'loudnessIn', 'loudnessOut', result -> 'loudnessOut',
                                      'gainDb', 0, 'loudnessMissLu', 0, 'clippedSamples', 0, 'review', '[]'::jsonb))),
    'computeSeconds', result -> 'computeSeconds', 'device', result -> 'device', 'model', result -> 'model')
 WHERE result ? 'output';

UPDATE task SET spec = jsonb_build_object(
    'input', spec -> 'input',
    'variants', jsonb_build_array(jsonb_build_object(
        'name', regexp_replace(regexp_replace(spec #>> '{input,key}', '^.*/', ''), '[.][^.]*$', ''),
        'gainsDb', spec -> 'gainsDb', 'format', spec -> 'format', 'loudness', '{"mode": "none"}'::jsonb)),
    'model', spec -> 'model')
 WHERE spec ? 'gainsDb';

ALTER TABLE quality_record
    ADD COLUMN output            integer NOT NULL DEFAULT 0,
    ADD COLUMN gain_db           double precision NOT NULL DEFAULT 0,
    ADD COLUMN loudness_miss_lu  double precision NOT NULL DEFAULT 0,
    ADD COLUMN clipped_samples   bigint NOT NULL DEFAULT 0,
    ADD COLUMN correlation_in    double precision,
    ADD COLUMN correlation_out   double precision,
    ADD COLUMN worst_seam_db     double precision,
    ADD COLUMN null_residual_db  double precision,
    ADD COLUMN compute_seconds   double precision,
    ADD COLUMN model_sha256      text,
    ADD COLUMN review            text[] NOT NULL DEFAULT '{}',
    DROP CONSTRAINT quality_record_pkey,
    ADD PRIMARY KEY (task_id, output);
COMMENT ON COLUMN quality_record.output IS 'Position among the outputs of the task, from 0';
COMMENT ON COLUMN quality_record.review IS 'Thresholds that were crossed';
-- everything made by one model
CREATE INDEX quality_record_model ON quality_record (model_sha256);
