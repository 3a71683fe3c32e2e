-- Step 4: the first files counted less about a snapshot.

UPDATE snapshots SET counts = json_insert(
    counts,
    '$.source', source,
    '$.snapshot', id,
    '$.file', file,
    '$.problems', (SELECT count(*) FROM problems WHERE snapshot = snapshots.id),
    '$.passed_over', json_object(
        'other_taxonomy', coalesce(json_extract(counts, '$.other_taxonomy'), 0),
        'deactivated', coalesce(json_extract(counts, '$.deactivated'), 0),
        'repeated', coalesce(json_extract(counts, '$.repeated'), 0)
    )
)
WHERE json_type(counts, '$.passed_over') IS NULL;
