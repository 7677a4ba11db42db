-- The three ledgers: one row for each version of an object, only ever appended. Their attribute columns come in a generated migration.

CREATE TABLE hso.strukturbild_punkt_version (
    fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lopnr bigint NOT NULL,
    objektidentitet uuid NOT NULL,
    objektversion integer NOT NULL,
    andring uuid NOT NULL,
    kommunkod text NOT NULL REFERENCES hso.kommun (kommunkod),
    borttagen boolean NOT NULL,
    anvandare text NOT NULL,
    versiongiltigfran timestamptz NOT NULL,
    versiongiltigtill timestamptz,
    geom geometry(Point, 3006) NOT NULL
);
CREATE TABLE hso.strukturbild_linje_version (LIKE hso.strukturbild_punkt_version INCLUDING IDENTITY);
CREATE TABLE hso.strukturbild_yta_version (LIKE hso.strukturbild_punkt_version INCLUDING IDENTITY);
ALTER TABLE hso.strukturbild_linje_version
    ADD PRIMARY KEY (fid),
    ADD FOREIGN KEY (kommunkod) REFERENCES hso.kommun (kommunkod),
    ALTER COLUMN geom TYPE geometry(LineString, 3006);
ALTER TABLE hso.strukturbild_yta_version
    ADD PRIMARY KEY (fid),
    ADD FOREIGN KEY (kommunkod) REFERENCES hso.kommun (kommunkod),
    ALTER COLUMN geom TYPE geometry(MultiPolygon, 3006);

DO $$
DECLARE slag text;
BEGIN
    FOREACH slag IN ARRAY ARRAY['punkt', 'linje', 'yta'] LOOP
        EXECUTE replace($sql$
            -- This is the compare-and-swap: of several writers of the same next version, one succeeds.
            ALTER TABLE hso.strukturbild_SLAG_version
                ADD CONSTRAINT strukturbild_SLAG_objektversion UNIQUE (objektidentitet, objektversion),
                ADD CONSTRAINT strukturbild_SLAG_andring UNIQUE (andring),
                ADD CONSTRAINT strukturbild_SLAG_lopnr UNIQUE (lopnr);
            -- Clone reads the current versions in this order.
            CREATE INDEX strukturbild_SLAG_aktuell ON hso.strukturbild_SLAG_version (lopnr) WHERE versiongiltigtill IS NULL;
            CREATE INDEX strukturbild_SLAG_geom ON hso.strukturbild_SLAG_version USING gist (geom);
            $sql$, 'SLAG', slag);
    END LOOP;
END $$;

-- What a geometry must be, said in words; the column's own type sees to type, coordinate system and dimension.
CREATE FUNCTION hso.prova_geometri(geom geometry) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF geom IS NULL OR ST_IsEmpty(geom) THEN
        PERFORM hso.neka('HSO-GEOMETRI', 'Objektet saknar geometri.');
    END IF;
    -- SWEREF 99 TM in easting, northing: the two can never be mistaken for each other, so a swap is always seen.
    IF NOT geom @ ST_MakeEnvelope(200000, 6100000, 1100000, 7700000, 3006) THEN
        PERFORM hso.neka('HSO-GEOMETRI', 'Koordinaterna ligger utanför Sverige i SWEREF 99 TM (östlig, nordlig).');
    END IF;
    IF NOT ST_IsValid(geom) THEN
        PERFORM hso.neka('HSO-GEOMETRI', format('Geometrin är ogiltig (%s).', ST_IsValidReason(geom)));
    END IF;
END $$;

-- Whether the class exists in the catalogue in force, for this geometry.
CREATE FUNCTION hso.prova_klass(vald text, slag text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM hso.regelverk r JOIN hso.regelverk_klass k ON k.regelverk = r.fid
               WHERE r.gallande AND k.klass = vald AND k.geometri = slag) THEN
        RETURN;
    END IF;
    IF vald IS NULL THEN
        PERFORM hso.neka('HSO-KLASS', 'Objektet saknar klass.');
    ELSIF EXISTS (SELECT FROM hso.regelverk r JOIN hso.regelverk_klass k ON k.regelverk = r.fid
                  WHERE r.gallande AND k.klass = vald) THEN
        PERFORM hso.neka('HSO-KLASS', format('Klassen %s kan inte ha geometrin %s.', vald, slag));
    END IF;
    PERFORM hso.neka('HSO-KLASS', format('Klassen %s finns inte i den gällande klassificeringen.', vald));
END $$;

-- Runs with the owner's rights: the server's role can insert and read, and nothing else.
CREATE FUNCTION hso.liggare_ny_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hso, public, pg_temp AS $$
DECLARE
    slag text := TG_ARGV[0];
    andra text;
    finns boolean;
    forra record;
BEGIN
    NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
    NEW.borttagen := coalesce(NEW.borttagen, false);
    IF NEW.objektidentitet IS NULL OR NEW.objektversion IS NULL OR NEW.andring IS NULL OR NEW.kommunkod IS NULL
       OR NEW.anvandare IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Raden saknar objektidentitet, objektversion, andring, kommunkod eller anvandare.');
    END IF;
    IF hso.sessionens_anvandare() <> NEW.anvandare THEN
        PERFORM hso.neka('HSO-BEHORIGHET', 'Raden är skriven i någon annans namn.');
    END IF;
    IF NOT hso.har_ratt(NEW.anvandare, NEW.kommunkod, ARRAY['planerare', 'stod']) THEN
        PERFORM hso.neka('HSO-BEHORIGHET',
            format('Användaren %s får inte ändra objekt i kommun %s.', NEW.anvandare, NEW.kommunkod));
    END IF;

    NEW.lopnr := hso.nasta_lopnr();  -- from here on nobody else writes
    NEW.versiongiltigfran := hso.nu();

    EXECUTE format('SELECT EXISTS (SELECT FROM hso.%I WHERE andring = $1)', TG_TABLE_NAME) INTO finns USING NEW.andring;
    IF finns THEN
        PERFORM hso.neka('HSO-FINNS', 'Ändringen finns redan på plattformen.');
    END IF;
    EXECUTE format('SELECT fid, objektversion, kommunkod, borttagen, versiongiltigfran FROM hso.%I
                    WHERE objektidentitet = $1 ORDER BY objektversion DESC LIMIT 1', TG_TABLE_NAME)
        INTO forra USING NEW.objektidentitet;
    IF NEW.objektversion <> coalesce(forra.objektversion, 0) + 1 THEN
        PERFORM hso.neka('HSO-KONFLIKT', format('Version %s kan inte följa på version %s: någon annan har ändrat objektet.',
            NEW.objektversion, coalesce(forra.objektversion, 0)));
    END IF;
    IF forra.fid IS NULL THEN
        FOREACH andra IN ARRAY ARRAY['punkt', 'linje', 'yta'] LOOP
            CONTINUE WHEN andra = slag;
            EXECUTE format('SELECT EXISTS (SELECT FROM hso.%I WHERE objektidentitet = $1)', 'strukturbild_' || andra || '_version')
                INTO finns USING NEW.objektidentitet;
            IF finns THEN
                PERFORM hso.neka('HSO-KONFLIKT', format('Identiteten finns redan med geometrin %s.', andra));
            END IF;
        END LOOP;
    ELSIF forra.kommunkod <> NEW.kommunkod THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Objektet hör till kommun %s och kan inte byta kommun.', forra.kommunkod));
    END IF;
    IF NEW.borttagen AND coalesce(forra.borttagen, true) THEN
        PERFORM hso.neka('HSO-KONFLIKT', 'Objektet finns inte eller är redan borttaget.');
    END IF;
    IF NOT NEW.borttagen THEN  -- what is taken away need not be right
        PERFORM hso.prova_geometri(NEW.geom);
        PERFORM hso.prova_klass(NEW.klass, slag);
    END IF;

    -- The clock may have been set back; a version never begins before its predecessor.
    NEW.versiongiltigfran := greatest(NEW.versiongiltigfran, forra.versiongiltigfran);
    NEW.versiongiltigtill := CASE WHEN NEW.borttagen THEN NEW.versiongiltigfran END;
    IF forra.fid IS NOT NULL THEN
        EXECUTE format('UPDATE hso.%I SET versiongiltigtill = $2 WHERE fid = $1 AND versiongiltigtill IS NULL', TG_TABLE_NAME)
            USING forra.fid, NEW.versiongiltigfran;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER ny_version BEFORE INSERT ON hso.strukturbild_punkt_version
    FOR EACH ROW EXECUTE FUNCTION hso.liggare_ny_version('punkt');
CREATE TRIGGER ny_version BEFORE INSERT ON hso.strukturbild_linje_version
    FOR EACH ROW EXECUTE FUNCTION hso.liggare_ny_version('linje');
CREATE TRIGGER ny_version BEFORE INSERT ON hso.strukturbild_yta_version
    FOR EACH ROW EXECUTE FUNCTION hso.liggare_ny_version('yta');
