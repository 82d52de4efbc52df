-- Documents found = new + new versions + unchanged + quarantined, in every run that completed.
SELECT run_id, n_found, n_new, n_new_version, n_unchanged, n_quarantined
FROM meta_run
WHERE status = 'completed' AND n_found <> n_new + n_new_version + n_unchanged + n_quarantined
