-- Common ground: municipalities, rights, the classification catalogue, the ledger position and how a refusal is said.

REVOKE ALL ON SCHEMA hso FROM PUBLIC;

-- One position over all tables that are appended to.
CREATE SEQUENCE hso.lopnr AS bigint;

-- Hands out the next position. The lock is held to the end of the transaction, so positions are handed out in commit order:
-- whoever has seen position n will never find a new row at or below n later.
CREATE FUNCTION hso.nasta_lopnr() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(22, 3006);
    RETURN nextval('hso.lopnr');
END $$;

-- Refuses with a stable code first, since servers pass the message on as text.
CREATE FUNCTION hso.neka(kod text, mening text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: %', kod, mening USING ERRCODE = 'HS001';
END $$;

-- The time that the platform notes: whole milliseconds, as WFS gives them.
CREATE FUNCTION hso.nu() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;

CREATE TABLE hso.kommun (
    fid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kommunkod text NOT NULL UNIQUE CHECK (kommunkod ~ '^[0-9]{4}$'),
    namn text NOT NULL,
    geom geometry(MultiPolygon, 3006) NOT NULL CHECK (ST_IsValid(geom))
);
CREATE INDEX ON hso.kommun USING gist (geom);

CREATE TABLE hso.behorighet (
    fid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    anvandare text NOT NULL CHECK (anvandare <> ''),
    kommunkod text REFERENCES hso.kommun (kommunkod),
    roll text NOT NULL CHECK (roll IN ('planerare', 'stod', 'granskare', 'admin')),
    -- A planner always belongs to a municipality; without one (NULL) a role holds in all.
    CHECK (roll <> 'planerare' OR kommunkod IS NOT NULL)
);
CREATE UNIQUE INDEX ON hso.behorighet (anvandare, roll, coalesce(kommunkod, ''));

CREATE FUNCTION hso.har_ratt(vem text, var_kommun text, roller text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM hso.behorighet b
        WHERE b.anvandare = vem AND b.roll = ANY (roller) AND (b.kommunkod IS NULL OR b.kommunkod = var_kommun))
$$;

-- The user, where the WFS server tells the database who it is (GeoServer: session start-up SQL). Empty with QGIS Server,
-- whose access control compares the row with the signed-in user instead.
CREATE FUNCTION hso.sessionens_anvandare() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('hso.anvandare', true), '') $$;

CREATE TABLE hso.regelverk (
    fid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    katalog text NOT NULL,
    version text NOT NULL,
    dokument text NOT NULL CHECK (jsonb_typeof(dokument::jsonb -> 'classes') = 'array'),
    gallande boolean NOT NULL DEFAULT false,
    giltigfran timestamptz NOT NULL DEFAULT hso.nu(),
    UNIQUE (katalog, version)
);
CREATE UNIQUE INDEX regelverk_ett_gallande ON hso.regelverk (gallande) WHERE gallande;

-- The classes of each catalogue with the geometry they may have: read from the document once, not at every insert.
CREATE TABLE hso.regelverk_klass (
    regelverk integer NOT NULL REFERENCES hso.regelverk (fid) ON DELETE CASCADE,
    klass text NOT NULL,
    geometri text NOT NULL,
    PRIMARY KEY (regelverk, klass, geometri)
);

CREATE FUNCTION hso.regelverk_las_klasser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM hso.regelverk_klass WHERE regelverk = NEW.fid;
    INSERT INTO hso.regelverk_klass (regelverk, klass, geometri)
    SELECT NEW.fid, c ->> 'code', g
    FROM jsonb_array_elements(NEW.dokument::jsonb -> 'classes') c, jsonb_array_elements_text(c -> 'geometry') g;
    RETURN NULL;
END $$;
CREATE TRIGGER regelverk_klasser AFTER INSERT OR UPDATE OF dokument ON hso.regelverk
    FOR EACH ROW EXECUTE FUNCTION hso.regelverk_las_klasser();
