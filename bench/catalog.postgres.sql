-- What has to be read of a catalog to know the schema "public", with nothing done to it.
COPY (SELECT oid, nspname FROM pg_namespace WHERE nspname = 'public') TO STDOUT;
COPY (SELECT t.oid, t.typname, e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typnamespace = 'public'::regnamespace ORDER BY e.enumtypid, e.enumsortorder) TO STDOUT;
COPY (SELECT c.relname, s.* FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
       WHERE c.relnamespace = 'public'::regnamespace) TO STDOUT;
COPY (SELECT oid, relname FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname) TO STDOUT;
COPY (SELECT a.attrelid, a.attnum, a.attname, a.attnotnull, a.atttypid, a.atttypmod, a.attidentity,
             pg_get_expr(d.adbin, 0)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum) TO STDOUT;
COPY (SELECT i.indrelid, x.relname, i.indisunique, i.indisprimary, m.amname, i.indkey, i.indclass, i.indoption
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
       WHERE x.relnamespace = 'public'::regnamespace ORDER BY x.relname) TO STDOUT;
COPY (SELECT conrelid, confrelid, conname, confdeltype, confupdtype, conkey, confkey FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace) TO STDOUT;
