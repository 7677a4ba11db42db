-- The views that other systems read, and what the WFS server's role may do.

-- For each municipality the ledger position of its last approved submission.
CREATE VIEW hso.publicerat_lage AS
SELECT DISTINCT ON (i.kommunkod) i.kommunkod, i.position
FROM hso.beslut b JOIN hso.inlamning i ON i.andring = b.inlamning
WHERE b.handelse = 'godkand'
ORDER BY i.kommunkod, b.lopnr DESC;

-- Makes the views anew, with every column the ledgers have by now: each migration that adds columns ends by calling this.
CREATE FUNCTION hso.skapa_vyer() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    slag text;
    kolumner text;
BEGIN
    FOREACH slag IN ARRAY ARRAY['punkt', 'linje', 'yta'] LOOP
        EXECUTE format('DROP VIEW IF EXISTS hso.strukturbild_%1$s; DROP VIEW IF EXISTS hso.strukturbild_%1$s_publicerad', slag);
        EXECUTE format('CREATE VIEW hso.strukturbild_%1$s AS
            SELECT * FROM hso.strukturbild_%1$s_version WHERE versiongiltigtill IS NULL', slag);
        -- The public sees what was approved: not who made it, nor whether the municipality has gone on since.
        SELECT string_agg(CASE attname WHEN 'versiongiltigtill' THEN 'NULL::timestamptz AS versiongiltigtill'
                                       ELSE format('v.%I', attname) END, ', ' ORDER BY attnum)
            INTO kolumner
            FROM pg_attribute
            WHERE attrelid = format('hso.strukturbild_%s_version', slag)::regclass AND attnum > 0 AND NOT attisdropped
              AND attname <> 'anvandare';
        EXECUTE format('CREATE VIEW hso.strukturbild_%1$s_publicerad AS
            SELECT %2$s
            FROM hso.publicerat_lage p
            JOIN hso.strukturbild_%1$s_version v ON v.kommunkod = p.kommunkod AND v.lopnr <= p.position
            WHERE NOT v.borttagen AND NOT EXISTS (
                SELECT FROM hso.strukturbild_%1$s_version n
                WHERE n.objektidentitet = v.objektidentitet AND n.objektversion = v.objektversion + 1
                  AND n.lopnr <= p.position)', slag, kolumner);
        EXECUTE format('GRANT SELECT ON hso.strukturbild_%1$s, hso.strukturbild_%1$s_publicerad TO hso_wfs', slag);
    END LOOP;
END $$;
SELECT hso.skapa_vyer();

GRANT USAGE ON SCHEMA hso TO hso_wfs;
GRANT SELECT ON hso.kommun, hso.behorighet, hso.regelverk TO hso_wfs;
GRANT SELECT, INSERT ON hso.strukturbild_punkt_version, hso.strukturbild_linje_version, hso.strukturbild_yta_version,
    hso.inlamning, hso.beslut, hso.kommentar TO hso_wfs;

-- Functions are callable by everybody unless said otherwise; the triggers run with the owner's rights and need no grant.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA hso FROM PUBLIC;
