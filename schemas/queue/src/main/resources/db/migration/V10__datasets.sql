-- Data sets: songs that lie in storage, known by a name; what is in them is the result of the task that checks them.

CREATE TABLE dataset (
    id         uuid PRIMARY KEY,
    tenant     text NOT NULL,
    name       text NOT NULL,
    bucket     text NOT NULL,
    prefix     text NOT NULL,
    layout     text,
    accept     text[] NOT NULL DEFAULT '{}',
    task_id    uuid NOT NULL REFERENCES task,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
COMMENT ON COLUMN dataset.task_id IS 'The last check; whether the data set may be used follows from it and is not stored';
COMMENT ON COLUMN dataset.accept IS 'Kinds of findings that are no reason to refuse';
CREATE UNIQUE INDEX dataset_name ON dataset (tenant, name) WHERE deleted_at IS NULL;
CREATE INDEX dataset_place ON dataset (bucket, prefix);

CREATE TABLE dataset_song (
    task_id    uuid NOT NULL REFERENCES task,
    split      text NOT NULL,
    song       text NOT NULL,
    dataset_id uuid NOT NULL REFERENCES dataset,
    sha256     text NOT NULL,
    seconds    double precision NOT NULL,
    PRIMARY KEY (task_id, split, song)
);
COMMENT ON TABLE dataset_song IS 'What each check found, kept for the runs that were trained with it';
CREATE INDEX dataset_song_content ON dataset_song (sha256);
