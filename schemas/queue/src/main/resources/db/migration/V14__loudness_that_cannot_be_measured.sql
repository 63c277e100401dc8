-- A loudness was asked for, and the sound has none that could be measured.

ALTER TABLE quality_record ALTER COLUMN loudness_miss_lu DROP NOT NULL, ALTER COLUMN loudness_miss_lu DROP DEFAULT;
