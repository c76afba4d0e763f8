/* Functions, views, rules, triggers, policies. */
#include "describe/postgres/objects.h"

// clang-format off
static const char functions[] =
    "SELECT s.space, '', '', " ROUTINE_NAME ", NULL,"
    " CASE WHEN p.prokind <> 'p' THEN pg_catalog.pg_get_functiondef(p.oid) END, CASE p.prokind"
    " WHEN 'p' THEN pg_catalog.pg_get_functiondef(p.oid) END"
    " FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace"
    " WHERE p.prokind <> 'a' AND" NOT_BROUGHT("pg_proc", "p")
    " ORDER BY p.oid";

#define SUPPORT(clause, column) \
    "CASE WHEN a." column " <> 0 THEN ', " clause " = ' || a." column "::text END"
#define MODIFY(clause, column) \
    "CASE a." column " WHEN 's' THEN ', " clause " = SHAREABLE' WHEN 'w' THEN ', " clause \
    " = READ_WRITE' WHEN 'r' THEN ', " clause " = READ_ONLY' END"

static const char aggregates[] =
    "SELECT s.space, '', '', " ROUTINE_NAME ", NULL, pg_catalog.concat('(', CASE a.aggkind"
    " WHEN 'n' THEN '' ELSE 'ORDER BY ' || pg_catalog.pg_get_function_arguments(p.oid)"
    " || ') (' END, 'SFUNC = ', a.aggtransfn::text,"
    " ', STYPE = ', pg_catalog.format_type(a.aggtranstype, NULL),"
    " CASE WHEN a.aggtransspace <> 0 THEN ', SSPACE = ' || a.aggtransspace END, "
    SUPPORT("FINALFUNC", "aggfinalfn") ", CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' END,"
    " CASE WHEN a.aggfinalfn <> 0 THEN " MODIFY("FINALFUNC_MODIFY", "aggfinalmodify") " END, "
    SUPPORT("COMBINEFUNC", "aggcombinefn") ", " SUPPORT("SERIALFUNC", "aggserialfn") ", "
    SUPPORT("DESERIALFUNC", "aggdeserialfn") ", ', INITCOND = '"
    " || pg_catalog.quote_literal(a.agginitval), " SUPPORT("MSFUNC", "aggmtransfn") ", "
    SUPPORT("MINVFUNC", "aggminvtransfn") ", CASE WHEN a.aggmtransfn <> 0 THEN ', MSTYPE = '"
    " || pg_catalog.format_type(a.aggmtranstype, NULL) END, " SUPPORT("MFINALFUNC", "aggmfinalfn")
    ", ', MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),"
    " CASE WHEN a.aggsortop <> 0 THEN ', SORTOP = OPERATOR(' || (SELECT n.nspname || '.'"
    " || o.oprname FROM pg_catalog.pg_operator o"
    " JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace"
    " WHERE o.oid = a.aggsortop) || ')' END, CASE WHEN p.proparallel <> 'u' THEN ', PARALLEL = '"
    " || CASE p.proparallel WHEN 's' THEN 'SAFE' ELSE 'RESTRICTED' END END, ')')"
    " FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace"
    " JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid WHERE" NOT_BROUGHT("pg_proc", "p")
    " ORDER BY p.oid";

static const char views[] =
    "SELECT r.space, '', '', r.relname, NULL, CASE r.relkind"
    " WHEN 'v' THEN pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';') END, CASE r.relkind"
    " WHEN 'm' THEN pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';') END"
    " FROM r WHERE r.relkind IN ('v', 'm')"
    " ORDER BY r.oid";

#define STATE(column) \
    "CASE " column " WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'" \
    " WHEN 'A' THEN 'ENABLE ALWAYS' END"

static const char rules[] =
    "SELECT r.space, r.relkind::text, r.relname, w.rulename, NULL,"
    " pg_catalog.pg_get_ruledef(w.oid), " STATE("w.ev_enabled")
    " FROM r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid"
    " WHERE w.rulename <> '_RETURN'"
    " ORDER BY w.oid";

/* Those that came to a partition from its parent are not its own. */
#define TRIGGERS(own) \
    "SELECT r.space, r.relkind::text, r.relname, t.tgname, NULL," \
    " pg_catalog.pg_get_triggerdef(t.oid), " STATE("t.tgenabled") \
    " FROM r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid" \
    " WHERE NOT t.tgisinternal" own " ORDER BY t.oid"

/* Switched off with all others of the table: those of foreign keys, whose names are numbers. */
static const char internal_triggers[] =
    "SELECT r.space, r.relkind::text, r.relname, 'ALL', NULL, min(" STATE("t.tgenabled") ")"
    " FROM r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid"
    " WHERE t.tgisinternal AND t.tgenabled <> 'O' AND t.tgconstraint <> 0"
    " GROUP BY 1, 2, 3 ORDER BY 1, 3";

static const char policies[] =
    "SELECT r.space, r.relkind::text, r.relname, p.polname, NULL, pg_catalog.concat(CASE"
    " WHEN p.polpermissive THEN 'AS PERMISSIVE FOR ' ELSE 'AS RESTRICTIVE FOR ' END, CASE p.polcmd"
    " WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'"
    " ELSE 'ALL' END, ' TO ', (SELECT pg_catalog.string_agg(CASE o WHEN 0 THEN 'PUBLIC' ELSE "
    QUOTED("pg_catalog.pg_get_userbyid(o)") " END, ', '"
    " ORDER BY pg_catalog.pg_get_userbyid(o))"
    " FROM pg_catalog.unnest(p.polroles) o), ' USING (' || pg_catalog.pg_get_expr(p.polqual,"
    " p.polrelid) || ')', ' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)"
    " || ')') FROM r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid"
    " ORDER BY p.oid";

static const char event_triggers[] =
    "SELECT '', '', '', e.evtname, NULL, pg_catalog.concat('ON ', e.evtevent, ' WHEN TAG IN ('"
    " || (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(g), ', '"
    " ORDER BY g) FROM pg_catalog.unnest(e.evttags) g)"
    " || ')', ' EXECUTE FUNCTION ', e.evtfoid::pg_catalog.regproc::text, '()')"
    " FROM pg_catalog.pg_event_trigger e WHERE" NOT_BROUGHT("pg_event_trigger", "e")
    " ORDER BY e.oid";

static const char event_trigger_states[] =
    "SELECT '', 't', e.evtname, '', NULL, " STATE("e.evtenabled")
    " FROM pg_catalog.pg_event_trigger e"
    " WHERE e.evtenabled <> 'O' AND" NOT_BROUGHT("pg_event_trigger", "e")
    " ORDER BY e.oid";

// clang-format on
const ObjectQuery postgres_program_queries[] = {
    {0, 0, {OBJECT_FUNCTION, OBJECT_PROCEDURE}, functions},
    {0, 0, {OBJECT_AGGREGATE}, aggregates},
    {0, 0, {OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW}, views},
    {0, 0, {OBJECT_RULE, OBJECT_RULE_STATE}, rules},
    {0, 129999, {OBJECT_TRIGGER, OBJECT_TRIGGER_STATE}, TRIGGERS("")},
    {130000, 0, {OBJECT_TRIGGER, OBJECT_TRIGGER_STATE}, TRIGGERS(" AND t.tgparentid = 0")},
    {0, 0, {OBJECT_TRIGGER_STATE}, internal_triggers},
    {0, 0, {OBJECT_POLICY}, policies},
    {0, 0, {OBJECT_EVENT_TRIGGER}, event_triggers},
    {0, 0, {OBJECT_TRIGGER_STATE}, event_trigger_states},
    {0},
};
