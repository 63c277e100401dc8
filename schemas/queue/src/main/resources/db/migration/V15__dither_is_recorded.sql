-- The depth that an output was rounded to with dither; 0: without; null: made before this was recorded.

ALTER TABLE quality_record ADD COLUMN dither_bits integer;
