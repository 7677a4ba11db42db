-- Comments on a place, ticking off what was said, and releases: the assembled map as the region adopted it.

ALTER TABLE hso.kommentar
    ADD COLUMN ost double precision,           -- easting and northing in SWEREF 99 TM, both or none
    ADD COLUMN nord double precision,
    ADD COLUMN avgjord boolean;                -- true ticks off what is answered, false takes it up again, null says nothing of that

-- The municipality that a comment is about: its submission's, else its object's.
CREATE FUNCTION hso.kommentarens_kommun(inl uuid, objekt uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT i.kommunkod FROM hso.inlamning i WHERE i.andring = inl),
        (SELECT v.kommunkod FROM hso.strukturbild_punkt_version v WHERE v.objektidentitet = objekt AND v.objektversion = 1),
        (SELECT v.kommunkod FROM hso.strukturbild_linje_version v WHERE v.objektidentitet = objekt AND v.objektversion = 1),
        (SELECT v.kommunkod FROM hso.strukturbild_yta_version v WHERE v.objektidentitet = objekt AND v.objektversion = 1))
$$;

-- Who asked: the author of the comment that the whole exchange began with.
CREATE FUNCTION hso.fragestallare(kommentar uuid) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE upp AS (
        SELECT k.svar_pa, k.anvandare FROM hso.kommentar k WHERE k.andring = kommentar
        UNION ALL
        SELECT k.svar_pa, k.anvandare FROM upp JOIN hso.kommentar k ON k.andring = upp.svar_pa
    )
    SELECT upp.anvandare FROM upp WHERE upp.svar_pa IS NULL
$$;

CREATE OR REPLACE FUNCTION hso.kommentar_ny() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hso, public, pg_temp AS $$
DECLARE svaret_pa hso.kommentar;
BEGIN
    NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
    PERFORM hso.prova_skribent(NEW.andring, NEW.anvandare);
    IF NOT EXISTS (SELECT FROM hso.behorighet b WHERE b.anvandare = NEW.anvandare) THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Användaren %s har ingen roll på plattformen.', NEW.anvandare));
    END IF;
    NEW.lopnr := hso.nasta_lopnr();
    NEW.tidpunkt := hso.nu();
    NEW.innehall := coalesce(NEW.innehall, '');
    IF EXISTS (SELECT FROM hso.kommentar k WHERE k.andring = NEW.andring) THEN
        PERFORM hso.neka('HSO-FINNS', 'Kommentaren finns redan på plattformen.');
    END IF;
    IF btrim(NEW.innehall) = '' AND (NEW.avgjord IS NULL OR NEW.svar_pa IS NULL) THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Kommentaren är tom.');
    END IF;
    IF NEW.svar_pa IS NOT NULL THEN
        SELECT * INTO svaret_pa FROM hso.kommentar k WHERE k.andring = NEW.svar_pa;
        IF svaret_pa.andring IS NULL THEN
            PERFORM hso.neka('HSO-SCHEMA', 'Kommentaren som besvaras finns inte.');
        END IF;
        -- An answer is about what the question was about.
        NEW.inlamning := svaret_pa.inlamning;
        NEW.objektidentitet := svaret_pa.objektidentitet;
        NEW.objektversion := svaret_pa.objektversion;
        NEW.ost := svaret_pa.ost;
        NEW.nord := svaret_pa.nord;
    END IF;
    IF NEW.inlamning IS NULL AND NEW.objektidentitet IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Kommentaren gäller varken en inlämning eller ett objekt.');
    END IF;
    IF NEW.inlamning IS NOT NULL AND NOT EXISTS (SELECT FROM hso.inlamning i WHERE i.andring = NEW.inlamning) THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Inlämningen finns inte.');
    END IF;
    IF (NEW.objektidentitet IS NULL) <> (NEW.objektversion IS NULL) OR NEW.objektidentitet IS NOT NULL AND NOT EXISTS (
        SELECT FROM (SELECT objektidentitet, objektversion FROM hso.strukturbild_punkt_version
                     UNION ALL SELECT objektidentitet, objektversion FROM hso.strukturbild_linje_version
                     UNION ALL SELECT objektidentitet, objektversion FROM hso.strukturbild_yta_version) v
        WHERE v.objektidentitet = NEW.objektidentitet AND v.objektversion = NEW.objektversion) THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Objektversionen finns inte.');
    END IF;
    IF (NEW.ost IS NULL) <> (NEW.nord IS NULL) THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Platsen saknar östlig eller nordlig koordinat.');
    END IF;
    IF NEW.ost IS NOT NULL AND NOT (NEW.ost BETWEEN 200000 AND 1100000 AND NEW.nord BETWEEN 6100000 AND 7700000) THEN
        PERFORM hso.neka('HSO-GEOMETRI', 'Platsen ligger utanför Sverige i SWEREF 99 TM (östlig, nordlig).');
    END IF;
    -- Anybody with a role joins in; only those whom it concerns say that it is settled.
    IF NEW.avgjord IS NOT NULL
        AND NOT hso.har_ratt(NEW.anvandare, hso.kommentarens_kommun(NEW.inlamning, NEW.objektidentitet),
                             ARRAY['planerare', 'stod', 'granskare', 'admin'])
        AND coalesce(hso.fragestallare(NEW.svar_pa), NEW.anvandare) <> NEW.anvandare THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Användaren %s får inte bocka av kommentaren.', NEW.anvandare));
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE hso.utgava (
    fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lopnr bigint NOT NULL UNIQUE,
    andring uuid NOT NULL UNIQUE,
    namn text NOT NULL,
    inlamningar text NOT NULL,                 -- andring of the approved submissions it consists of, comma-separated
    regelverk text NOT NULL,                   -- name of the catalogue in force when it was recorded
    anvandare text NOT NULL,
    tidpunkt timestamptz NOT NULL
);

-- Two names that a reader takes for one are one: whatever the case, and whichever way å, ä and ö are encoded.
CREATE FUNCTION hso.namnnyckel(namn text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT lower(normalize(regexp_replace(btrim(namn), '\s+', ' ', 'g'), NFC) COLLATE "und-x-icu") $$;
CREATE UNIQUE INDEX utgava_namn ON hso.utgava (hso.namnnyckel(namn));

-- The submission that a municipality's published map comes from: the one that was approved last.
CREATE INDEX beslut_godkand ON hso.beslut (lopnr) INCLUDE (inlamning) WHERE handelse = 'godkand';
CREATE VIEW hso.publicerad_inlamning AS
SELECT DISTINCT ON (i.kommunkod) i.kommunkod, i.andring, i.position
FROM hso.beslut b JOIN hso.inlamning i ON i.andring = b.inlamning
WHERE b.handelse = 'godkand'
ORDER BY i.kommunkod, b.lopnr DESC;

CREATE FUNCTION hso.utgava_ny() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hso, public, pg_temp AS $$
DECLARE
    delar text[];
    del text;
    inl hso.inlamning;
    kommuner text[] := '{}';
BEGIN
    NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
    PERFORM hso.prova_skribent(NEW.andring, NEW.anvandare);
    IF NOT EXISTS (SELECT FROM hso.behorighet b
                   WHERE b.anvandare = NEW.anvandare AND b.kommunkod IS NULL AND b.roll IN ('granskare', 'admin')) THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Användaren %s får inte fastställa en utgåva.', NEW.anvandare));
    END IF;
    NEW.lopnr := hso.nasta_lopnr();  -- from here on nobody else decides or submits
    NEW.tidpunkt := hso.nu();
    IF EXISTS (SELECT FROM hso.utgava u WHERE u.andring = NEW.andring) THEN
        PERFORM hso.neka('HSO-FINNS', 'Utgåvan finns redan på plattformen.');
    END IF;
    IF coalesce(btrim(NEW.namn), '') = '' THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Utgåvan saknar namn.');
    END IF;
    IF EXISTS (SELECT FROM hso.utgava u WHERE hso.namnnyckel(u.namn) = hso.namnnyckel(NEW.namn)) THEN
        PERFORM hso.neka('HSO-FINNS', 'Det finns redan en utgåva med det namnet.');
    END IF;
    IF NOT EXISTS (SELECT FROM hso.regelverk r WHERE r.gallande AND r.katalog || ' ' || r.version = NEW.regelverk) THEN
        PERFORM hso.neka('HSO-KATALOG', format('Utgåvan är gjord med %s, som inte är den gällande klassificeringen.',
            coalesce(NEW.regelverk, 'ingenting')));
    END IF;
    delar := string_to_array(NEW.inlamningar, ',');
    IF coalesce(cardinality(delar), 0) = 0 THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Utgåvan består inte av någon inlämning.');
    END IF;
    FOREACH del IN ARRAY delar LOOP
        IF del !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
            PERFORM hso.neka('HSO-SCHEMA', 'Utgåvans inlämningar ska skrivas som andring, med kommatecken emellan.');
        END IF;
        SELECT * INTO inl FROM hso.inlamning i WHERE i.andring = del::uuid;
        IF inl.andring IS NULL THEN
            PERFORM hso.neka('HSO-SCHEMA', 'Inlämningen finns inte.');
        END IF;
        IF inl.kommunkod = ANY (kommuner) THEN
            PERFORM hso.neka('HSO-SCHEMA', format('Utgåvan har två inlämningar från kommun %s.', inl.kommunkod));
        END IF;
        IF NOT EXISTS (SELECT FROM hso.publicerad_inlamning p WHERE p.andring = inl.andring) THEN
            PERFORM hso.neka('HSO-STATUS', format('En av inlämningarna är inte den senast godkända från kommun %s.', inl.kommunkod));
        END IF;
        kommuner := kommuner || inl.kommunkod;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER ny BEFORE INSERT ON hso.utgava FOR EACH ROW EXECUTE FUNCTION hso.utgava_ny();

GRANT SELECT, INSERT ON hso.utgava TO hso_wfs;

-- New functions are callable by everybody until this is said; the triggers run with the owner's rights and need no grant.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA hso FROM PUBLIC;
-- But the index on the name is kept up with the inserting role's own rights.
GRANT EXECUTE ON FUNCTION hso.namnnyckel(text) TO hso_wfs;
