-- One row a quotation, with the speaker that the links name, else the article's own words for it.
CREATE VIEW quotes_with_speaker AS
SELECT
    q.doc AS doc,
    d.id AS document,
    d.title AS title,
    d.published AS published,
    q.id AS quote_id,
    q."start" AS "start",
    q."end" AS "end",
    json_extract(q.fields, '$.mode') AS mode,
    json_extract(q.fields, '$.act') AS act,
    coalesce(
        (SELECT group_concat(text, ' … ') FROM (
            SELECT text FROM spans s
            WHERE s.doc = q.doc AND s.annotation = q.id AND s.role = 'content'
            ORDER BY s.position)),
        q.text) AS text,
    coalesce(
        CASE t.layer WHEN 'entities' THEN json_extract(t.fields, '$.name') END,
        (SELECT rtrim(group_concat(text, ' … '), ' ,;:') FROM (
            SELECT text FROM spans s
            WHERE s.doc = q.doc AND s.annotation = coalesce(f.target_id, q.id)
                AND s.role = 'source'
            ORDER BY s.position)),
        t.text,
        '') AS speaker,
    CASE t.layer
        WHEN 'entities' THEN t.id
        WHEN 'anonymous_sources' THEN coalesce(nullif(json_extract(t.fields, '$.group'), ''), t.id)
    END AS speaker_id,
    CASE
        WHEN t.layer = 'entities' AND json_extract(t.fields, '$.type') IN ('ORG', 'LOC')
            THEN 'institutional'
        WHEN t.layer = 'entities' THEN 'named'
        WHEN t.layer = 'anonymous_sources' THEN json_extract(t.fields, '$.label')
        WHEN EXISTS (SELECT 1 FROM spans s
                     WHERE s.doc = q.doc AND s.annotation = coalesce(f.target_id, q.id)
                         AND s.role = 'source') THEN 'other'
        ELSE 'unattributed'
    END AS speaker_label,
    CASE t.layer WHEN 'entities' THEN json_extract(t.fields, '$.kb_id') END AS kb_id,
    coalesce(l.confidence, q.confidence) AS confidence,
    (SELECT group_concat(name, '; ') FROM (
        SELECT json_extract(x.fields, '$.name') AS name FROM links w
        JOIN annotations x ON x.doc = w.doc AND x.id = w.target_id
        WHERE w.doc = q.doc AND w.source_id = q.id AND w.role = 'about' AND x.layer = 'entities'
        ORDER BY w.rowid)) AS about,
    (SELECT group_concat(coalesce(json_extract(x.fields, '$.value'), ''), '; ') FROM links w
        JOIN annotations x ON x.doc = w.doc AND x.id = w.target_id
        WHERE w.doc = q.doc AND w.source_id = q.id AND w.role = 'during') AS "when"
FROM annotations q
JOIN documents d ON d.doc = q.doc
LEFT JOIN links l ON l.doc = q.doc AND l.id = (
    SELECT b.id FROM links b WHERE b.doc = q.doc AND b.source_id = q.id AND b.role = 'speaker'
    ORDER BY b.confidence DESC, b.target_id DESC LIMIT 1)
LEFT JOIN links f ON f.doc = q.doc AND f.id = (
    SELECT b.id FROM links b WHERE b.doc = q.doc AND b.source_id = q.id
        AND b.role = 'same-speaker' ORDER BY b.confidence DESC, b.target_id DESC LIMIT 1)
LEFT JOIN annotations t ON t.doc = l.doc AND t.id = l.target_id
WHERE q.layer = 'quotes';

-- One row a group of unnamed sources: who they are said to be, how they know, why they are unnamed.
CREATE VIEW unnamed_sources AS
WITH mentions AS (
    SELECT
        a.doc AS doc,
        coalesce(nullif(json_extract(a.fields, '$.group'), ''), a.id) AS source_id,
        a."start" AS "start",
        a.text AS text,
        json_extract(a.fields, '$.form') AS form,
        json_extract(a.fields, '$.kind') AS kind,
        json_extract(a.fields, '$.access') AS access,
        json_extract(a.fields, '$.count') AS count,
        json_extract(a.fields, '$.strength') AS strength,
        json_extract(a.fields, '$.part_of') AS part_of,
        row_number() OVER (
            PARTITION BY a.doc, coalesce(nullif(json_extract(a.fields, '$.group'), ''), a.id)
            ORDER BY json_extract(a.fields, '$.form') = 'pronoun', length(a.text) DESC, a."start"
        ) AS rank
    FROM annotations a
    WHERE a.layer = 'anonymous_sources' AND json_extract(a.fields, '$.label') = 'anonymous'
),
given AS (
    SELECT g.doc AS doc, applied.value AS source_id,
        json_extract(g.fields, '$.reason_class') AS reason_class
    FROM annotations g, json_each(g.fields, '$.applies_to') applied
    WHERE g.layer = 'grants'
)
SELECT
    m.doc AS doc,
    d.id AS document,
    d.title AS title,
    d.published AS published,
    m.source_id AS source_id,
    m.text AS description,
    m.kind AS kind,
    m.access AS access,
    m.count AS count,
    m.strength AS strength,
    m.part_of AS part_of,
    (SELECT group_concat(DISTINCT g.reason_class) FROM given g
        WHERE g.doc = m.doc AND g.source_id = m.source_id) AS reasons,
    (SELECT count(*) FROM mentions o WHERE o.doc = m.doc AND o.source_id = m.source_id) AS mentions,
    (SELECT count(*) FROM quotes_with_speaker s
        WHERE s.doc = m.doc AND s.speaker_id = m.source_id) AS statements,
    (SELECT min(o."start") FROM mentions o
        WHERE o.doc = m.doc AND o.source_id = m.source_id) AS "start"
FROM mentions m
JOIN documents d ON d.doc = m.doc
WHERE m.rank = 1;

-- One row a time expression in calendar order; those without a calendar day come last.
CREATE VIEW timeline AS
SELECT
    t.doc AS doc,
    d.id AS document,
    d.title AS title,
    d.published AS published,
    t.id AS time_id,
    t.text AS text,
    json_extract(t.fields, '$.type') AS type,
    json_extract(t.fields, '$.value') AS value,
    json_extract(t.fields, '$.interval[0]') AS "from",
    json_extract(t.fields, '$.interval[1]') AS "to",
    (SELECT count(*) FROM links w
        WHERE w.doc = t.doc AND w.target_id = t.id AND w.role = 'during') AS statements
FROM annotations t
JOIN documents d ON d.doc = t.doc
WHERE t.layer = 'times'
ORDER BY t.doc, json_extract(t.fields, '$.interval[0]') IS NULL,
    json_extract(t.fields, '$.interval[0]'), json_extract(t.fields, '$.interval[1]'), t."start";
