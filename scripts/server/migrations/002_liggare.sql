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

-- What every new row must have before anything is looked up: who writes, and the right to.
CREATE FUNCTION hso.prova_rad(identitet uuid, version integer, andring uuid, kommun text, vem text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF identitet IS NULL OR version IS NULL OR andring IS NULL OR kommun IS NULL OR vem IS NULL THEN
        PERFORM hso.neka('HSO-SCHEMA', 'Raden saknar objektidentitet, objektversion, andring, kommunkod eller anvandare.');
    END IF;
    IF hso.sessionens_anvandare() <> vem THEN
        PERFORM hso.neka('HSO-BEHORIGHET', 'Raden är skriven i någon annans namn.');
    END IF;
    IF NOT hso.har_ratt(vem, kommun, ARRAY['planerare', 'stod']) THEN
        PERFORM hso.neka('HSO-BEHORIGHET', format('Användaren %s får inte ändra objekt i kommun %s.', vem, kommun));
    END IF;
END $$;

-- Which ledger has an identity, NULL when none has: an object never changes its kind of geometry.
CREATE FUNCTION hso.liggare_med(identitet uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE
        WHEN EXISTS (SELECT FROM hso.strukturbild_punkt_version v WHERE v.objektidentitet = identitet) THEN 'punkt'
        WHEN EXISTS (SELECT FROM hso.strukturbild_linje_version v WHERE v.objektidentitet = identitet) THEN 'linje'
        WHEN EXISTS (SELECT FROM hso.strukturbild_yta_version v WHERE v.objektidentitet = identitet) THEN 'yta'
    END;
END $$;

-- One trigger function for each ledger, from one text: with the table's name in it, PostgreSQL keeps the plans, which halves its time.
-- It runs with the owner's rights: the server's role can insert and read, and nothing else.
DO $do$
DECLARE slag text;
BEGIN
    FOREACH slag IN ARRAY ARRAY['punkt', 'linje', 'yta'] LOOP
        EXECUTE replace($sql$
            CREATE FUNCTION hso.ny_version_SLAG() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = hso, public, pg_temp AS $fn$
            DECLARE
                forra record;
            BEGIN
                NEW.anvandare := coalesce(NEW.anvandare, hso.sessionens_anvandare());
                NEW.borttagen := coalesce(NEW.borttagen, false);
                PERFORM hso.prova_rad(NEW.objektidentitet, NEW.objektversion, NEW.andring, NEW.kommunkod, NEW.anvandare);

                NEW.lopnr := hso.nasta_lopnr();  -- from here on nobody else writes
                SELECT fid, objektversion, kommunkod, borttagen, versiongiltigfran, geom INTO forra
                    FROM hso.strukturbild_SLAG_version v
                    WHERE v.objektidentitet = NEW.objektidentitet ORDER BY v.objektversion DESC LIMIT 1;
                IF NEW.objektversion <> coalesce(forra.objektversion, 0) + 1 THEN
                    IF EXISTS (SELECT FROM hso.strukturbild_SLAG_version v WHERE v.andring = NEW.andring) THEN
                        PERFORM hso.neka('HSO-FINNS', 'Ändringen finns redan på plattformen.');
                    END IF;
                    PERFORM hso.neka('HSO-KONFLIKT', format('Version %s kan inte följa på version %s: någon annan har ändrat objektet.',
                        NEW.objektversion, coalesce(forra.objektversion, 0)));
                END IF;
                IF forra.fid IS NULL THEN
                    IF hso.liggare_med(NEW.objektidentitet) IS NOT NULL THEN
                        PERFORM hso.neka('HSO-KONFLIKT', format('Identiteten finns redan med geometrin %s.',
                            hso.liggare_med(NEW.objektidentitet)));
                    END IF;
                ELSIF forra.kommunkod <> NEW.kommunkod THEN
                    PERFORM hso.neka('HSO-BEHORIGHET', format('Objektet hör till kommun %s och kan inte byta kommun.', forra.kommunkod));
                END IF;
                IF NOT NEW.borttagen THEN  -- what is taken away need not be right
                    PERFORM hso.prova_geometri(NEW.geom);
                    PERFORM hso.prova_klass(NEW.klass, 'SLAG');
                ELSIF coalesce(forra.borttagen, true) THEN
                    PERFORM hso.neka('HSO-KONFLIKT', 'Objektet finns inte eller är redan borttaget.');
                END IF;

                -- The clock may have been set back; a version never begins before its predecessor.
                -- What is taken away stays where it was: every client reads a tombstone, so it may not be just anything.
                IF NEW.borttagen THEN
                    NEW.geom := forra.geom;
                END IF;
                NEW.versiongiltigfran := greatest(hso.nu(), forra.versiongiltigfran);
                NEW.versiongiltigtill := CASE WHEN NEW.borttagen THEN NEW.versiongiltigfran END;
                UPDATE hso.strukturbild_SLAG_version v SET versiongiltigtill = NEW.versiongiltigfran
                    WHERE v.fid = forra.fid AND v.versiongiltigtill IS NULL;
                RETURN NEW;
            END $fn$;

            CREATE TRIGGER ny_version BEFORE INSERT ON hso.strukturbild_SLAG_version
                FOR EACH ROW EXECUTE FUNCTION hso.ny_version_SLAG();
            $sql$, 'SLAG', slag);
    END LOOP;
END $do$;
