-- Whether the file of a model was tried already: workers that find the same file ask.

CREATE INDEX task_trial ON task ((spec ->> 'sha256')) WHERE kind = 'trial';
