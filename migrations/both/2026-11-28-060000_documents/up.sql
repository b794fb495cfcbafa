-- A young person's papers. The bytes lie sealed in document_files, or beside the database where they are many; one that is
-- removed keeps its row and no bytes.
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('identity', 'birth_certificate', 'national_insurance', 'tenancy', 'council_letter', 'court_order', 'immigration', 'education', 'health', 'other')),
    title TEXT NOT NULL,
    dated_on DATE,
    ends_on DATE,
    shown BOOLEAN NOT NULL,
    why_not TEXT,
    format TEXT NOT NULL CHECK (format IN ('pdf', 'picture', 'text')),
    size BIGINT NOT NULL CHECK (size > 0),
    mark TEXT NOT NULL,
    sealed_hash TEXT NOT NULL,
    beside BOOLEAN NOT NULL,
    scan TEXT NOT NULL CHECK (scan IN ('none', 'waiting', 'clean')),
    source TEXT NOT NULL CHECK (source IN ('staff', 'young_person', 'import')),
    added_at TIMESTAMP NOT NULL,
    added_by TEXT REFERENCES users (id),
    replaced_by TEXT REFERENCES documents (id),
    gone_at TIMESTAMP,
    gone_by TEXT REFERENCES users (id),
    gone TEXT CHECK (gone IN ('removed', 'infected')),
    CHECK (shown OR why_not IS NOT NULL),
    CHECK ((gone_at IS NULL) = (gone IS NULL))
);
CREATE INDEX documents_person ON documents (person_id);

-- The sealed bytes of those that are small, with a key from the installation's secret.
CREATE TABLE document_files (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    sealed TEXT NOT NULL
);
CREATE INDEX document_files_person ON document_files (person_id);
