-- Whether the file of a model was tried already: workers that find the same file ask.
CREATE INDEX task_trial ON task ((spec ->> 'sha256')) WHERE kind = 'trial';

-- Which uploads are stems of a file that is still to be mixed; few tasks have any.
CREATE INDEX task_given_stems ON task USING gin (jsonb_path_query_array(spec, '$.givenStems.objects.*.key'))
    WHERE spec -> 'givenStems' IS NOT NULL;
