-- One answer to which submission was approved last, for the published map and for releases alike.
CREATE OR REPLACE VIEW hso.publicerat_lage AS
SELECT kommunkod, position FROM hso.publicerad_inlamning;
