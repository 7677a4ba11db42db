-- Submissions, decisions and comments: appended like everything else, with the state machine of the review in triggers.

CREATE TABLE hso.inlamning (
    fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lopnr bigint NOT NULL UNIQUE,
    andring uuid NOT NULL UNIQUE,              -- the submission's identity, given by the client
    kommunkod text NOT NULL REFERENCES hso.kommun (kommunkod),
    position bigint NOT NULL,                  -- the snapshot: every version of the municipality up to this lopnr
    regelverk text NOT NULL,                   -- name of the catalogue it was checked against
    rapport text NOT NULL,                     -- the check's report, JSON
    meddelande text,
    anvandare text NOT NULL,
    inskickad timestamptz NOT NULL
);
CREATE INDEX ON hso.inlamning (kommunkod, lopnr);

CREATE TABLE hso.beslut (
    fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lopnr bigint NOT NULL UNIQUE,
    andring uuid NOT NULL UNIQUE,
    inlamning uuid NOT NULL REFERENCES hso.inlamning (andring),
    handelse text NOT NULL,
    motivering text,
    anvandare text NOT NULL,
    tidpunkt timestamptz NOT NULL
);
CREATE INDEX ON hso.beslut (inlamning, lopnr);

CREATE TABLE hso.kommentar (
    fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lopnr bigint NOT NULL UNIQUE,
    andring uuid NOT NULL UNIQUE,
    inlamning uuid REFERENCES hso.inlamning (andring),
    objektidentitet uuid,
    objektversion integer,
    svar_pa uuid REFERENCES hso.kommentar (andring),
    innehall text NOT NULL,
    anvandare text NOT NULL,
    tidpunkt timestamptz NOT NULL
);
CREATE INDEX ON hso.kommentar (inlamning);
CREATE INDEX ON hso.kommentar (objektidentitet, objektversion);

-- State of a submission: inskickad, under_granskning, godkand, ater_for_komplettering, avslagen, aterkallad or ersatt.
CREATE FUNCTION hso.inlamning_status(vilken uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN s.handelse IN ('godkand', 'ater_for_komplettering', 'avslagen', 'aterkallad') THEN s.handelse
        WHEN EXISTS (SELECT FROM hso.inlamning n WHERE n.kommunkod = i.kommunkod AND n.lopnr > i.lopnr) THEN 'ersatt'
        ELSE coalesce(s.handelse, 'inskickad')
    END
    FROM hso.inlamning i
    LEFT JOIN LATERAL (SELECT b.handelse FROM hso.beslut b WHERE b.inlamning = i.andring ORDER BY b.lopnr DESC LIMIT 1) s ON true
    WHERE i.andring = vilken
$$;

-- Who writes: the same first questions for all three tables.
CREATE FUNCTION hso.prova_skribent(andring uuid, anvandare text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF andring IS NULL OR anvandare IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Raden saknar andring eller anvandare.');
    END IF;
    IF hso.sessionens_anvandare() <> anvandare THEN
        PERFORM hso.neka('HSO-BEHORIGHET', 'Raden är skriven i någon annans namn.');
    END IF;
END $$;

-- A submission carries its check's report, and one with errors does not get in.
CREATE FUNCTION hso.prova_rapport(rapport text) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE fel integer;
BEGIN
    BEGIN
        IF rapport IS NULL OR jsonb_typeof(rapport::jsonb) <> 'object' THEN
            RAISE invalid_text_representation;
        END IF;
        fel := coalesce((rapport::jsonb #>> '{counts,fel}')::integer, 0);
    EXCEPTION WHEN invalid_text_representation THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Inlämningen saknar kontrollens rapport.');
    END;
    IF fel > 0 THEN
        PERFORM hso.neka('HSO-STATUS', format('Kontrollen visar %s fel: de måste rättas före inlämning.', fel));
    END IF;
END $$;

CREATE FUNCTION hso.inlamning_ny() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hso, public, pg_temp AS $$
DECLARE forra bigint;
BEGIN
    NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
    PERFORM hso.prova_skribent(NEW.andring, NEW.anvandare);
    IF NOT coalesce(hso.har_ratt(NEW.anvandare, NEW.kommunkod, ARRAY['planerare', 'stod']), false) OR NEW.kommunkod IS NULL THEN
        PERFORM hso.neka('HSO-BEHORIGHET',
            format('Användaren %s får inte lämna in för kommun %s.', NEW.anvandare, NEW.kommunkod));
    END IF;
    NEW.lopnr := hso.nasta_lopnr();
    NEW.inskickad := hso.nu();
    IF EXISTS (SELECT FROM hso.inlamning i WHERE i.andring = NEW.andring) THEN
        PERFORM hso.neka('HSO-FINNS', 'Inlämningen finns redan på plattformen.');
    END IF;
    NEW.position := coalesce(NEW.position, NEW.lopnr);
    SELECT max(i.position) INTO forra FROM hso.inlamning i WHERE i.kommunkod = NEW.kommunkod;
    IF NEW.position > NEW.lopnr OR NEW.position < coalesce(forra, 1) THEN
        PERFORM hso.neka('HSO-STATUS', format('Positionen %s ligger före den förra inlämningen eller efter det senaste på plattformen.',
            NEW.position));
    END IF;
    IF NOT EXISTS (SELECT FROM hso.regelverk r WHERE r.gallande AND r.katalog || ' ' || r.version = NEW.regelverk) THEN
        PERFORM hso.neka('HSO-KATALOG', format('Inlämningen är kontrollerad mot %s, som inte är den gällande klassificeringen.',
            coalesce(NEW.regelverk, 'ingenting')));
    END IF;
    PERFORM hso.prova_rapport(NEW.rapport);
    RETURN NEW;
END $$;
CREATE TRIGGER ny BEFORE INSERT ON hso.inlamning FOR EACH ROW EXECUTE FUNCTION hso.inlamning_ny();

-- Who may record which event, from which states, and whether it needs a reason.
CREATE TABLE hso.handelse (
    handelse text PRIMARY KEY,
    roller text[] NOT NULL,
    fran text[] NOT NULL,
    kraver_motivering boolean NOT NULL
);
INSERT INTO hso.handelse VALUES
    ('under_granskning', ARRAY['granskare', 'admin'], ARRAY['inskickad'], false),
    ('godkand', ARRAY['granskare', 'admin'], ARRAY['under_granskning'], false),
    ('ater_for_komplettering', ARRAY['granskare', 'admin'], ARRAY['under_granskning'], true),
    ('avslagen', ARRAY['granskare', 'admin'], ARRAY['under_granskning'], true),
    ('aterkallad', ARRAY['planerare', 'stod'], ARRAY['inskickad', 'under_granskning'], false);
ALTER TABLE hso.beslut ADD FOREIGN KEY (handelse) REFERENCES hso.handelse (handelse);

CREATE FUNCTION hso.beslut_nytt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hso, public, pg_temp AS $$
DECLARE
    regel hso.handelse;
    inl hso.inlamning;
    nulage text;
BEGIN
    NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
    PERFORM hso.prova_skribent(NEW.andring, NEW.anvandare);
    NEW.lopnr := hso.nasta_lopnr();
    NEW.tidpunkt := hso.nu();
    SELECT * INTO regel FROM hso.handelse h WHERE h.handelse = NEW.handelse;
    IF regel.handelse IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', format('Okänd händelse: %s.', coalesce(NEW.handelse, 'ingen')));
    END IF;
    SELECT * INTO inl FROM hso.inlamning i WHERE i.andring = NEW.inlamning;
    IF inl.andring IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Inlämningen finns inte.');
    END IF;
    IF NOT hso.har_ratt(NEW.anvandare, inl.kommunkod, regel.roller) THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Användaren %s får inte besluta %s.', NEW.anvandare, NEW.handelse));
    END IF;
    IF NOT regel.roller && ARRAY['planerare'] AND (NEW.anvandare = inl.anvandare OR EXISTS (
        SELECT FROM hso.behorighet b
        WHERE b.anvandare = NEW.anvandare AND b.kommunkod = inl.kommunkod AND b.roll IN ('planerare', 'stod'))) THEN
        PERFORM hso.neka('HSO-BEHORIGHET', 'Ingen granskar sin egen kommuns inlämning.');
    END IF;
    IF EXISTS (SELECT FROM hso.beslut b WHERE b.andring = NEW.andring) THEN
        PERFORM hso.neka('HSO-FINNS', 'Beslutet finns redan på plattformen.');
    END IF;
    nulage := hso.inlamning_status(inl.andring);
    IF NOT nulage = ANY (regel.fran) THEN
        PERFORM hso.neka('HSO-STATUS', format('Inlämningen är %s och kan inte bli %s.', nulage, NEW.handelse));
    END IF;
    IF regel.kraver_motivering AND coalesce(btrim(NEW.motivering), '') = '' THEN
        PERFORM hso.neka('HSO-STATUS', format('Beslutet %s behöver en motivering.', NEW.handelse));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ny BEFORE INSERT ON hso.beslut FOR EACH ROW EXECUTE FUNCTION hso.beslut_nytt();

CREATE FUNCTION hso.kommentar_ny() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
    IF EXISTS (SELECT FROM hso.kommentar k WHERE k.andring = NEW.andring) THEN
        PERFORM hso.neka('HSO-FINNS', 'Kommentaren finns redan på plattformen.');
    END IF;
    IF coalesce(btrim(NEW.innehall), '') = '' THEN
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
    RETURN NEW;
END $$;
CREATE TRIGGER ny BEFORE INSERT ON hso.kommentar FOR EACH ROW EXECUTE FUNCTION hso.kommentar_ny();
