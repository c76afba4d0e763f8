-- What has to be read of a catalog to know its tables, with nothing done to it.
SELECT t.name, c.* FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid;
SELECT t.name, i.*, c.* FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c
 WHERE t.type = 'table' ORDER BY t.name, i.seq, c.seqno;
SELECT t.name, k.* FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY t.name, k.id, k.seq;
