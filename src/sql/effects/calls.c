/* Functions that a statement calls. */
#include "sql/effects/reading.h"

/* Words before a parenthesis that call nothing, and functions that do nothing but tell their
 * result. What is missing here is asked of the catalog by whoever can. */
static const char harmless[] =
    "ABS AGE ALL AND ANY ARRAY ARRAY_AGG ARRAY_APPEND ARRAY_LENGTH ARRAY_REMOVE "
    "ARRAY_TO_STRING AS AVG BETWEEN BIGINT BIT BTRIM BY CAST CEIL CEILING CHAR CHARACTER "
    "CHECK CLOCK_TIMESTAMP COALESCE COLUMN CONCAT CONCAT_WS CONFLICT COUNT CUBE "
    "CURRENT_SETTING CURRVAL DATE DATETIME DATE_PART DATE_TRUNC DECIMAL DECODE DEFAULT "
    "DENSE_RANK DIGEST DISTINCT ELSE ENCODE EXCEPT EXCLUDED EXISTS EXTRACT FILTER "
    "FIRST_VALUE FLOAT FLOOR FORMAT FROM GENERATE_SERIES GEN_RANDOM_UUID GREATEST "
    "GROUP_CONCAT HAVING HEX IFNULL IIF IN INITCAP INSERT INSTR INT INTERSECT INTERVAL IS "
    "JOIN JSON JSONB_AGG JSONB_ARRAY_ELEMENTS JSONB_ARRAY_LENGTH JSONB_BUILD_ARRAY "
    "JSONB_BUILD_OBJECT JSONB_SET JSONB_TYPEOF JSON_ARRAY JSON_BUILD_OBJECT JSON_EXTRACT "
    "JSON_OBJECT KEY LAG LAST_INSERT_ROWID LAST_VALUE LATERAL LEAD LEAST LEFT LENGTH LIKE "
    "LIMIT LOWER LPAD LTRIM MATERIALIZED MAX MD5 MIN MOD NEXTVAL NOT NOW NULLIF NUMERIC "
    "OFFSET ON ONLY OR OVER OVERLAY PG_GET_SERIAL_SEQUENCE POSITION POWER PRINTF RANDOM "
    "RANDOMBLOB RANGE RANK REGEXP_MATCH REGEXP_MATCHES REGEXP_REPLACE REGEXP_SPLIT_TO_TABLE "
    "REPEAT REPLACE RETURNING RIGHT ROUND ROW ROWS ROW_NUMBER RPAD RTRIM SELECT SET SETVAL "
    "SET_CONFIG SOME SPLIT_PART STRFTIME STRING_AGG STRING_TO_ARRAY SUBSTR SUBSTRING SUM "
    "TABLESAMPLE THEN TIME TIMESTAMP TIMESTAMPTZ TO TO_CHAR TO_DATE TO_JSON TO_JSONB "
    "TO_NUMBER TO_TIMESTAMP TO_TSVECTOR TRANSLATE TRIM TRUNC UNION UNIQUE UNNEST UPPER USING "
    "UUID_GENERATE_V1 UUID_GENERATE_V4 VALUES VARBIT VARCHAR VARYING VERSION WHEN WHERE WITH "
    "WITHIN ZONE";

/* Words behind which a name and a parenthesis are a table and its columns, and no call. */
static const char before_names[] =
    "INTO WITH TABLE AS REFERENCES CONSTRAINT COPY RECURSIVE KEY EXISTS PRIMARY";

static bool is_one_of(Text word, const char *words)
{
    Text rest = text_from(words);
    while (rest.length)
        if (text_equal_ignoring_case(text_cut(&rest, ' '), word))
            return true;
    return false;
}

void effect_add_calls(EffectReader *in)
{
    SqlToken before = in->token;
    in->space = TEXT(""); /* functions are found wherever the search path leads */
    while (!effect_at_end(in)) {
        bool name = in->token.kind == SQL_WORD || in->token.kind == SQL_QUOTED_NAME;
        if (!name) {
            before = in->token;
            effect_advance(in);
            continue;
        }
        bool no_call = is_one_of(sql_token_text(in->statement, before), before_names);
        EffectName called = effect_read_table(in);
        before = in->passed;
        bool own = called.space.length == 0 || text_is(called.space, "pg_catalog");
        if (!effect_at(in, "(") || no_call || (own && is_one_of(called.name, harmless)))
            continue;
        Effect *effect = effect_add(in, EFFECT_UNKNOWN, (EffectName){called.space, TEXT("")});
        effect->name = called.name;
    }
}
