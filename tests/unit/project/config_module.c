/* project/config_module.h. The expected values of the big table are what Node.js 20 computes for
 * the same files, with the real packages dotenv, dotenv-expand and @next/env. The table makes this
 * file long. */
#include "project/config_module.h"

#include "support.h"

/* ---- showing what was read ---- */

static void show_text(Buffer *out, ConfigText text)
{
    static const char *const states[] = {"absent", "set", "missing", "unreadable", "wrong"};
    if (text.state == CONFIG_ABSENT)
        return;
    buffer_add_string(out, out->length ? "|" : "");
    buffer_add(out, text.key);
    buffer_add_char(out, '=');
    if (text.state == CONFIG_SET)
        buffer_add(out, text.value);
    else
        buffer_add_format(out, "<%s:%.*s>", states[text.state], TEXT_ARG(text.reason));
}

static void show_list(Buffer *out, Arena *arena, ConfigList list)
{
    Buffer values = BUFFER(arena);
    for (size_t i = 0; i < list.values.count; i++) {
        buffer_add_string(&values, i ? "," : "");
        buffer_add(&values, list.values.items[i]);
    }
    show_text(out, (ConfigText){.state = list.state,
                                .value = buffer_text(&values),
                                .key = list.key,
                                .reason = list.reason});
}

/* Every key that is there, as "key=value|key=value". */
static Text shown(Arena *arena, const ConfigModule *module)
{
    const ConfigText texts[] = {module->schema,          module->engine,
                                module->migrations_path, module->migrations_seed,
                                module->init_shadow_db,  module->url,
                                module->direct_url,      module->shadow_url,
                                module->views_path,      module->typed_sql_path};
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < COUNT(texts); i++)
        show_text(&out, texts[i]);
    show_list(&out, arena, module->external_tables);
    show_list(&out, arena, module->external_enums);
    if (module->uses_adapter)
        buffer_add_string(&out, out.length ? "|adapter=true" : "adapter=true");
    return buffer_text(&out);
}

static Environment environment_of_cases(Arena *arena, const char *mode)
{
    static const char *const pairs[][2] = {
        {"DATABASE_URL", "postgres://u:p@h/db"},
        {"OTHER", "other"},
        {"EMPTY", ""},
        {"PORT", "5432"},
        {"HOST", "localhost"},
        {"SHADOW", "shadow-url"},
        {"T", "true"},
    };
    Environment environment = {MAP(arena)};
    for (size_t i = 0; i < COUNT(pairs); i++)
        environment_set(&environment, text_from(pairs[i][0]), text_from(pairs[i][1]));
    environment_set(&environment, TEXT("NODE_ENV"), text_from(mode ? mode : "production"));
    return environment;
}

static bool read_module(Scene *scene, Text source, Environment *environment, ConfigModule *module)
{
    return config_module_read(scene->arena, scene_path(scene, "prisma.config.ts"), source,
                              scene->folder, environment, module, &scene->error);
}

/* What a source gives in the environment of the cases, with "@" for the folder. */
static Text result_of(Scene *scene, const char *source, const char *mode)
{
    Environment environment = environment_of_cases(scene->arena, mode);
    ConfigModule module;
    Buffer out = BUFFER(scene->arena);
    assert_succeeds(read_module(scene, text_from(source), &environment, &module), &scene->error);
    Text all = shown(scene->arena, &module);
    ptrdiff_t at;
    while ((at = text_find(all, scene->folder.data)) >= 0) {
        buffer_add(&out, text_slice(all, 0, (size_t)at));
        buffer_add_char(&out, '@');
        all = text_slice(all, (size_t)at + scene->folder.length, all.length);
    }
    buffer_add(&out, all);
    return buffer_text(&out);
}

/* ---- what Node.js computes ---- */

typedef struct Case {
    const char *name;
    const char *source;
    const char *mode; /* NODE_ENV, if not production */
    struct {
        const char *name, *content;
    } files[4];
    const char *expected;
} Case;

static const Case cases[] = {
    {
        .name = "v7",
        .source = "import \"dotenv/config\";\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({\n"
                  "  schema: \"prisma/schema.prisma\",\n"
                  "  migrations: { path: \"prisma/migrations\", seed: \"tsx prisma/seed.ts\" },\n"
                  "  datasource: { url: env(\"DATABASE_URL\") },\n"
                  "});",
        .expected = "schema=prisma/schema.prisma|migrations.path=prisma/migrations|migrations."
                    "seed=tsx prisma/seed.ts|datasource.url=postgres://u:p@h/db",
    },
    {
        .name = "v6",
        .source = "import path from \"node:path\";\n"
                  "import type { PrismaConfig } from \"prisma\";\n"
                  "\n"
                  "export default {\n"
                  "  schema: path.join(\"prisma\", \"schema.prisma\"),\n"
                  "  migrations: { path: path.join(\"prisma\", \"migrations\"), seed: \"node "
                  "prisma/seed.js\" },\n"
                  "} satisfies PrismaConfig;",
        .expected = "schema=prisma/schema.prisma|migrations.path=prisma/migrations|migrations."
                    "seed=node prisma/seed.js",
    },
    {
        .name = "classic",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ engine: \"classic\", datasource: { url: "
                  "env(\"DATABASE_URL\") } })",
        .expected = "engine=classic|datasource.url=postgres://u:p@h/db",
    },
    {
        .name = "paren satisfies",
        .source = "import type { PrismaConfig } from \"prisma\"\n"
                  "export default ({ schema: 'a.prisma' }) satisfies PrismaConfig",
        .expected = "schema=a.prisma",
    },
    {
        .name = "define satisfies",
        .source = "import type { PrismaConfig } from \"prisma\"\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ schema: `a.prisma` } satisfies PrismaConfig)",
        .expected = "schema=a.prisma",
    },
    {
        .name = "as const",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ engine: \"classic\" as const, datasource: { "
                  "url: process.env.DATABASE_URL as string, directUrl: process.env.OTHER! } "
                  "} as const)",
        .expected = "engine=classic|datasource.url=postgres://u:p@h/db|datasource.directUrl=other",
    },
    {
        .name = "const config",
        .source = "const config = { schema: \"x\" };\n"
                  "export default config;",
        .expected = "schema=x",
    },
    {
        .name = "const typed",
        .source = "import { type PrismaConfig } from \"prisma\";\n"
                  "const config: PrismaConfig = { schema: \"x\", migrations: { path: \"m\" } }\n"
                  "export default config",
        .expected = "schema=x|migrations.path=m",
    },
    {
        .name = "cjs",
        .source = "const path = require(\"path\");\n"
                  "module.exports = { schema: path.join(__dirname, \"db\", \"schema.prisma\") };",
        .expected = "schema=@/db/schema.prisma",
    },
    {
        .name = "cjs define",
        .source = "const { defineConfig, env } = require(\"prisma/config\")\n"
                  "require(\"dotenv\").config()\n"
                  "module.exports = defineConfig({ schema: \"s\", datasource: { url: "
                  "env(\"FROM_FILE\") } })",
        .files = {{".env", "FROM_FILE=f\nDATABASE_URL=no"}},
        .expected = "schema=s|datasource.url=f",
    },
    {
        .name = "cjs exports.default",
        .source = "exports.default = { schema: \"z\" };",
        .expected = "schema=z",
    },
    {
        .name = "cjs compiled",
        .source = "\"use strict\";\n"
                  "var __importDefault = (this && this.__importDefault) || function (mod) {\n"
                  "    return (mod && mod.__esModule) ? mod : { \"default\": mod };\n"
                  "};\n"
                  "Object.defineProperty(exports, \"__esModule\", { value: true });\n"
                  "const node_path_1 = __importDefault(require(\"node:path\"));\n"
                  "const config_1 = require(\"prisma/config\");\n"
                  "exports.default = (0, config_1.defineConfig)({\n"
                  "    schema: node_path_1.default.join(\"prisma\", \"schema.prisma\"),\n"
                  "});",
        .expected = "schema=prisma/schema.prisma",
    },
    {
        .name = "dotenv named",
        .source = "import { config } from \"dotenv\";\n"
                  "config();\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ datasource: { url: env(\"FROM_FILE\") } })",
        .files = {{".env", "FROM_FILE=\"a b\"\n"}},
        .expected = "datasource.url=a b",
    },
    {
        .name = "dotenv two",
        .source = "import dotenv from \"dotenv\";\n"
                  "dotenv.config({ path: \".env.local\" });\n"
                  "dotenv.config();\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ datasource: { url: env(\"A\"), directUrl: "
                  "env(\"B\") } })",
        .files = {{".env", "A=1\nB=1"}, {".env.local", "A=2"}},
        .expected = "datasource.url=2|datasource.directUrl=1",
    },
    {
        .name = "dotenv override",
        .source = "import * as dotenv from \"dotenv\"\n"
                  "dotenv.config({ path: \".env\", override: true })\n"
                  "export default { datasource: { url: process.env.DATABASE_URL } }",
        .files = {{".env", "DATABASE_URL=fromfile"}},
        .expected = "datasource.url=fromfile",
    },
    {
        .name = "dotenv array",
        .source = "import dotenv from \"dotenv\"\n"
                  "dotenv.config({ path: [\".env.local\", \".env\"] })\n"
                  "export default { datasource: { url: process.env.A, directUrl: "
                  "process.env.B } }",
        .files = {{".env", "A=1\nB=1"}, {".env.local", "A=2"}},
        .expected = "datasource.url=2|datasource.directUrl=1",
    },
    {
        .name = "dotenv dirname",
        .source = "import { config } from \"dotenv\"\n"
                  "import path from \"path\"\n"
                  "config({ path: path.resolve(__dirname, \"a/../no.env\") })\n"
                  "export default { datasource: { url: process.env.A ?\? \"none\" } }",
        .expected = "datasource.url=none",
    },
    {
        .name = "dotenv quiet",
        .source = "import { config as loadEnv } from \"dotenv\"\n"
                  "loadEnv({ quiet: true })\n"
                  "export default { schema: process.env.A }",
        .files = {{".env", "A=${DATABASE_URL}"}},
        .expected = "schema=${DATABASE_URL}",
    },
    {
        .name = "dotenv expand",
        .source = "import dotenv from \"dotenv\"\n"
                  "import { expand } from \"dotenv-expand\"\n"
                  "expand(dotenv.config())\n"
                  "export default { datasource: { url: process.env.A, directUrl: "
                  "process.env.C } }",
        .files = {{".env", "A=x-${B}-$B\nB=b\nC=\\$B"}},
        .expected = "datasource.url=x-b-b|datasource.directUrl=$B",
    },
    {
        .name = "dotenv-expand default",
        .source = "import dotenv from \"dotenv\"\n"
                  "import dotenvExpand from \"dotenv-expand\"\n"
                  "const myEnv = dotenv.config()\n"
                  "dotenvExpand.expand(myEnv)\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=x-${B:-d}"}},
        .expected = "datasource.url=x-d",
    },
    {
        .name = "next",
        .source = "import { loadEnvConfig } from \"@next/env\"\n"
                  "const projectDir = process.cwd()\n"
                  "loadEnvConfig(projectDir)\n"
                  "export default { datasource: { url: process.env.A, directUrl: "
                  "process.env.B, shadowDatabaseUrl: process.env.C } }",
        .mode = "development",
        .files = {{".env", "A=1\nB=1\nC=$A"},
                  {".env.local", "A=2"},
                  {".env.development", "B=3"},
                  {".env.production", "B=4"}},
        .expected = "datasource.url=2|datasource.directUrl=4|datasource.shadowDatabaseUrl=2",
    },
    {
        .name = "loadEnvFile",
        .source = "process.loadEnvFile();\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1 # c"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "loadEnvFile try",
        .source = "try { process.loadEnvFile(\".env.nope\") } catch { "
                  "process.loadEnvFile(\".env\") }\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "loadEnvFile named",
        .source = "import { loadEnvFile } from \"node:process\"\n"
                  "loadEnvFile(\"./.env\")\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "import await",
        .source = "await import(\"dotenv/config\")\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "require dotenv/config",
        .source = "require(\"dotenv/config\")\n"
                  "module.exports = { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "for dotenv",
        .source = "import { config } from \"dotenv\"\n"
                  "for (const file of [\".env.local\", \".env\"]) {\n"
                  "  config({ path: file })\n"
                  "}\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}, {".env.local", "A=2"}},
        .expected = "datasource.url=2",
    },
    {
        .name = "foreach dotenv",
        .source = "import { config } from \"dotenv\"\n"
                  ";[\".env.local\", \".env\"].forEach((path) => config({ path }))\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}, {".env.local", "A=2"}},
        .expected = "datasource.url=2",
    },
    {
        .name = "if dotenv",
        .source = "import { config } from \"dotenv\"\n"
                  "if (process.env.NODE_ENV === \"test\") { config({ path: \".env.test\" }) } "
                  "else config()\n"
                  "export default { datasource: { url: process.env.A } }",
        .mode = "test",
        .files = {{".env", "A=1"}, {".env.test", "A=t"}},
        .expected = "datasource.url=t",
    },
    {
        .name = "envfile tmpl",
        .source = "import { config } from \"dotenv\"\n"
                  "const envFile = `.env.${process.env.NODE_ENV || \"development\"}`\n"
                  "config({ path: envFile })\n"
                  "export default { datasource: { url: process.env.A } }",
        .mode = "test",
        .files = {{".env", "A=1"}, {".env.test", "A=t"}},
        .expected = "datasource.url=t",
    },
    {
        .name = "existsSync",
        .source = "import { existsSync } from \"node:fs\"\n"
                  "import { config } from \"dotenv\"\n"
                  "config({ path: existsSync(\".env.local\") ? \".env.local\" : \".env\" })\n"
                  "export default { datasource: { url: process.env.A } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "import order",
        .source = "const early = process.env.A\n"
                  "import \"dotenv/config\"\n"
                  "export default { datasource: { url: early } }",
        .files = {{".env", "A=1"}},
        .expected = "datasource.url=1",
    },
    {
        .name = "nullish",
        .source = "export default { datasource: { url: process.env.NOPE ?\? "
                  "process.env.OTHER ?\? \"d\", directUrl: process.env.EMPTY ?\? \"x\", "
                  "shadowDatabaseUrl: process.env[\"EMPTY\"] || \"y\" } }",
        .expected = "datasource.url=other|datasource.directUrl=|datasource.shadowDatabaseUrl=y",
    },
    {
        .name = "empty default",
        .source = "export default { datasource: { url: process.env.NOPE ?\? \"\" } }",
        .expected = "datasource.url=",
    },
    {
        .name = "spread cond",
        .source = "export default { datasource: { url: process.env.DATABASE_URL!, "
                  "...(process.env.SHADOW ? { shadowDatabaseUrl: process.env.SHADOW } : "
                  "{}), ...(process.env.NOPE && { directUrl: \"x\" }) } }",
        .expected = "datasource.url=postgres://u:p@h/db|datasource.shadowDatabaseUrl=shadow-url",
    },
    {
        .name = "shorthand",
        .source = "const url = process.env.DATABASE_URL\n"
                  "const schema = \"s\"\n"
                  "export default { schema, datasource: { url } }",
        .expected = "schema=s|datasource.url=postgres://u:p@h/db",
    },
    {
        .name = "destructure",
        .source = "const { DATABASE_URL: url, NOPE = \"dflt\", OTHER } = process.env\n"
                  "export default { datasource: { url, directUrl: NOPE, shadowDatabaseUrl: "
                  "OTHER } }",
        .expected = "datasource.url=postgres://u:p@h/db|datasource.directUrl=dflt|datasource.s"
                    "hadowDatabaseUrl=other",
    },
    {
        .name = "template url",
        .source = "const { HOST, PORT } = process.env;\n"
                  "export default { datasource: { url: "
                  "`postgresql://u:p@${HOST}:${PORT}/db?schema=${process.env.NOPE ?\? "
                  "\"public\"}` } }",
        .expected = "datasource.url=postgresql://u:p@localhost:5432/db?schema=public",
    },
    {
        .name = "concat",
        .source = "export default { datasource: { url: \"postgres://\" + process.env.HOST + "
                  "\":\" + process.env.PORT + \"/x\" } }",
        .expected = "datasource.url=postgres://localhost:5432/x",
    },
    {
        .name = "number",
        .source = "const port = Number(process.env.PORT) + 1\n"
                  "export default { datasource: { url: `h:${port}`, directUrl: \"n\" + 1.5 + "
                  "-0.25 + 1e3 + 0x1F + 1_000 } }",
        .expected = "datasource.url=h:5433|datasource.directUrl=n1.5-0.251000311000",
    },
    {
        .name = "parseInt",
        .source = "export default { schema: \"p\" + parseInt(process.env.PORT!, 10) + "
                  "String(5) + (5).toString() + true + null + undefined }",
        .expected = "schema=p543255truenullundefined",
    },
    {
        .name = "fileURL",
        .source = "import path from \"path\"\n"
                  "import { fileURLToPath } from \"url\"\n"
                  "const __filename2 = fileURLToPath(import.meta.url)\n"
                  "const dir = path.dirname(__filename2)\n"
                  "export default { schema: path.resolve(dir, \"prisma\", \"./schema.prisma\"), "
                  "migrations: { path: path.join(dir, \"x\", \"..\", \"m/\") } }",
        .expected = "schema=@/prisma/schema.prisma|migrations.path=@/m/",
    },
    {
        .name = "meta dirname",
        .source = "import { join } from \"node:path\"\n"
                  "export default { schema: join(import.meta.dirname, \"prisma\"), views: { "
                  "path: import.meta.filename } }",
        .expected = "schema=@/prisma|views.path=@/prisma.config.ts",
    },
    {
        .name = "new URL",
        .source = "export default { schema: new URL(\"./prisma/schema.prisma\", "
                  "import.meta.url).pathname, views: { path: new URL(\"./x/../v\", "
                  "import.meta.url).href }, typedSql: { path: String(new URL(\"sql/\", "
                  "import.meta.url)) } }",
        .expected = "schema=@/prisma/schema.prisma|views.path=file://@/v|typedS"
                    "ql.path=file://@/sql/",
    },
    {
        .name = "new URL path",
        .source = "import { fileURLToPath, URL } from \"node:url\"\n"
                  "export default { schema: fileURLToPath(new URL(\"./sche ma.prisma\", "
                  "import.meta.url)) }",
        .expected = "schema=@/sche ma.prisma",
    },
    {
        .name = "cwd",
        .source = "import path from \"path\"\n"
                  "export default { schema: path.resolve(process.cwd(), "
                  "\"prisma/schema.prisma\"), views: { path: path.resolve(\"v\") } }",
        .expected = "schema=@/prisma/schema.prisma|views.path=@/v",
    },
    {
        .name = "path fns",
        .source = "import path from \"path\"\n"
                  "const p = \"/a/b/c.prisma\"\n"
                  "export default { schema: path.dirname(p) + path.basename(p) + "
                  "path.basename(p, \".prisma\") + path.extname(p) + path.sep, views: { path: "
                  "path.normalize(\"a//b/../c/\") }, typedSql: { path: path.join(\"..\", \"..\", "
                  "\"x\", \"./y\", \"\") + path.join(\"\") + path.join(\"/\", \"..\") + "
                  "path.posix.join(\"q\",\"r\") } }",
        .expected = "schema=/a/bc.prismac.prisma/|views.path=a/c/|typedSql.path=../../x/y./q/r",
    },
    {
        .name = "path2",
        .source =
            "import { resolve, join } from \"path\"\n"
            "export default { schema: resolve(\"/a\", \"b\", \"../c/\"), views: { path: "
            "resolve(\"/a\", \"/b/\", \"c\") + join(\"/a/\", \"/b\") + join(\"./a\", \"../..\") + "
            "resolve(\"\") } }",
        .expected = "schema=/a/c|views.path=/b/c/a/b..@",
    },
    {
        .name = "arrow",
        .source = "export default () => ({ schema: \"fn\" })",
        .expected = "schema=fn",
    },
    {
        .name = "async fn",
        .source = "export default async () => { const x = \"a\"; return { schema: x } }",
        .expected = "schema=a",
    },
    {
        .name = "function",
        .source = "export default function () { return { schema: \"fn\" } }",
        .expected = "schema=fn",
    },
    {
        .name = "async function",
        .source = "export default async function config() {\n"
                  "  const url = process.env.NOPE\n"
                  "  if (!url) {\n"
                  "    return { schema: \"no\" }\n"
                  "  }\n"
                  "  return { schema: \"yes\" }\n"
                  "}",
        .expected = "schema=no",
    },
    {
        .name = "promise",
        .source = "export default Promise.resolve({ schema: \"p\" })",
        .expected = "schema=p",
    },
    {
        .name = "user fn",
        .source = "function getUrl(name: string, fallback = \"fb\"): string {\n"
                  "  const v = process.env[name]\n"
                  "  if (v === undefined) return fallback\n"
                  "  return v\n"
                  "}\n"
                  "const other = (n: string) => getUrl(n) + \"!\"\n"
                  "export default { datasource: { url: getUrl(\"OTHER\"), directUrl: "
                  "getUrl(\"NOPE\"), shadowDatabaseUrl: other(\"HOST\") } }",
        .expected = "datasource.url=other|datasource.directUrl=fb|datasource.shadowDatabaseUrl"
                    "=localhost!",
    },
    {
        .name = "iife",
        .source = "const url = (() => { switch (process.env.X) { default: return \"a\" } })()\n"
                  "export default { schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "throw guard",
        .source = "if (!process.env.DATABASE_URL) {\n"
                  "  throw new Error(\"DATABASE_URL is required\")\n"
                  "}\n"
                  "export default { datasource: { url: process.env.DATABASE_URL } }",
        .expected = "datasource.url=postgres://u:p@h/db",
    },
    {
        .name = "throw guard1",
        .source = "if (!process.env.DATABASE_URL) throw new Error(`x ${1}`)\n"
                  "export default { datasource: { url: process.env.DATABASE_URL } }",
        .expected = "datasource.url=postgres://u:p@h/db",
    },
    {
        .name = "let if",
        .source = "let url = process.env.DATABASE_URL\n"
                  "if (process.env.NODE_ENV === \"production\") {\n"
                  "  url = process.env.OTHER\n"
                  "} else if (process.env.T) url = \"t\"\n"
                  "export default { datasource: { url } }",
        .expected = "datasource.url=other",
    },
    {
        .name = "assign env",
        .source = "process.env.NEW_URL = `${process.env.HOST}/x`\n"
                  "process.env.DATABASE_URL ?\?= \"nope\"\n"
                  "process.env.NOPE ||= \"set\"\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default { datasource: { url: env(\"NEW_URL\"), directUrl: "
                  "env(\"NOPE\"), shadowDatabaseUrl: process.env[\"DATABASE_URL\"] } }",
        .expected = "datasource.url=localhost/x|datasource.directUrl=set|datasource.shadowData"
                    "baseUrl=postgres://u:p@h/db",
    },
    {
        .name = "typeof",
        .source = "const a = typeof process.env.NOPE === \"undefined\" ? \"u\" : \"d\"\n"
                  "export default { schema: a + typeof window + typeof process.env.HOST + "
                  "typeof 1 + typeof (() => 1) }",
        .expected = "schema=uundefinedstringnumberfunction",
    },
    {
        .name = "compare",
        .source = "export default { schema: String(process.env.T === \"true\") + "
                  "(process.env.PORT == \"5432\") + (1 < 2) + (2 >= 3) + (\"a\" !== \"b\") + "
                  "(process.env.NOPE == null) + !process.env.HOST }",
        .expected = "schema=truetruetruefalsetruetruefalse",
    },
    {
        .name = "regex",
        .source = "const r = /[\"'`{]\\/[/\"]/g\n"
                  "const x = 4 / 2 / 1\n"
                  "export default { schema: \"r\" + x }",
        .expected = "schema=r2",
    },
    {
        .name = "comments",
        .source = "/* a } */ // b {\n"
                  "export default { // \"\n"
                  "  /* schema: \"no\", */ schema: \"yes\", // trailing\n"
                  "}\n"
                  "// end",
        .expected = "schema=yes",
    },
    {
        .name = "crlf bom",
        .source = "\357\273\277import \"dotenv/config\"\r\n"
                  "export default {\r\n"
                  "  schema: \"a\",\r\n"
                  "  migrations: { path: `x\r\n"
                  "y` }\r\n"
                  "}\r\n",
        .expected = "schema=a|migrations.path=x\n"
                    "y",
    },
    {
        .name = "asi",
        .source = "const a = \"1\"\n"
                  "const b = \"2\"\n"
                  "let c\n"
                  "c = a + b\n"
                  "export default { schema: c }",
        .expected = "schema=12",
    },
    {
        .name = "escapes",
        .source = "export default { schema: \"a\\n\\x41\\u00e9\\u{1F600}\\ud83d\\ude00\\\n"
                  "b\\q\\'\", views: { path: 'it\\'s \"q\"' } }",
        .expected = "schema=a\n"
                    "A\303\251\360\237\230\200\360\237\230\200bq'|views.path=it's \"q\"",
    },
    {
        .name = "nested member",
        .source = "const cfg = { db: { prod: { url: \"u1\" }, dev: { url: \"u2\" } }, list: "
                  "[\"a\", \"b\"] } as const\n"
                  "const mode = \"prod\"\n"
                  "export default { datasource: { url: cfg.db[mode].url, directUrl: "
                  "cfg[\"db\"][\"dev\"].url, shadowDatabaseUrl: cfg.list[1] + cfg.list.length } }",
        .expected = "datasource.url=u1|datasource.directUrl=u2|datasource.shadowDatabaseUrl=b2",
    },
    {
        .name = "optional chain",
        .source = "const o: any = {}\n"
                  "export default { schema: o?.a?.b ?\? \"x\", views: { path: o.a?.b.c.d() ?\? "
                  "\"y\" } , datasource: { url: process.env.DATABASE_URL?.trim(), directUrl: "
                  "process.env.NOPE?.replace(\"a\", \"b\") } }",
        .expected = "schema=x|datasource.url=postgres://u:p@h/db|views.path=y",
    },
    {
        .name = "strings",
        .source = "export default { schema: \" a \".trim().toUpperCase().replace(\"A\", \"$&b\") "
                  "+ \"a-b-c\".split(\"-\").join(\"/\") + \"x\".concat(\"y\", 1) , views: { path: "
                  "String(\"abc\".includes(\"b\")) + \"abc\".startsWith(\"ab\") + "
                  "\"abc\".endsWith(\"x\") + \"a.b.c\".replaceAll(\".\", \"/\") + "
                  "\"h\303\251llo\360\237\230\200\".length } }",
        .expected = "schema=Aba/b/cxy1|views.path=truetruefalsea/b/c7",
    },
    {
        .name = "arrays",
        .source = "const parts = [process.env.HOST, process.env.NOPE, "
                  "process.env.PORT].filter(Boolean)\n"
                  "export default { schema: parts.join(\":\"), tables: { external: "
                  "[\"public.users\", ...[\"a\", \"b\"].map((x) => `t.${x}`)] }, enums: { "
                  "external: [\"e\"] } }",
        .expected = "schema=localhost:5432|tables.external=public.users,t.a,t.b|enums.external=e",
    },
    {
        .name = "types",
        .source = "interface A { b: string; c?: () => void }\n"
                  "type B<T> = T extends string ? { x: T } : never\n"
                  "type C = \"a\" | \"b\"\n"
                  "type F = (a: string, ...b: number[]) => Promise<void>\n"
                  "declare const zzz: string\n"
                  "declare module \"foo\" { export const x: string }\n"
                  "enum Mode { A = \"a\" }\n"
                  "export type { A }\n"
                  "const x: Record<string, Array<Map<string, number>>> = {}\n"
                  "const y = <T,>(v: T): T => v\n"
                  "const f: (a: string) => string = (a) => a + \"!\"\n"
                  "export default { schema: y<string>(\"q\") + f(\"w\") }",
        .expected = "schema=qw!",
    },
    {
        .name = "generic",
        .source = "type Env = { DATABASE_URL: string }\n"
                  "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ datasource: { url: "
                  "env<Env>(\"DATABASE_URL\"), directUrl: env<{ OTHER: string }>(\"OTHER\") } })",
        .expected = "datasource.url=postgres://u:p@h/db|datasource.directUrl=other",
    },
    {
        .name = "class skip",
        .source = "class Bar<T> {}\n"
                  "class Foo extends Bar<string> { #x = 1; static y = \"}\"; m() { return "
                  "`${this.#x}` } }\n"
                  "export default { schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "loops",
        .source = "let i = 0\n"
                  "for (let k = 0; k < 3; k++) { i += k }\n"
                  "while (i > 100) i--\n"
                  "do { i++ } while (i < 2)\n"
                  "switch (i) { case 1: break; default: { } }\n"
                  "label: for (;;) { break label }\n"
                  "export default { schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "export alias",
        .source = "const cfg = { schema: \"s\" }\n"
                  "export { cfg as default }",
        .expected = "schema=s",
    },
    {
        .name = "export const",
        .source = "export const other = 1\n"
                  "export const config = { schema: \"s\" }\n"
                  "export default config",
        .expected = "schema=s",
    },
    {
        .name = "getter",
        .source = "export default { get schema() { return \"g\" }, [\"vi\" + \"ews\"]: { \"path\": "
                  "\"v\" }, \"migrations\": { 'path': \"m\" } }",
        .expected = "schema=g|migrations.path=m|views.path=v",
    },
    {
        .name = "adapter",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "export default defineConfig({ experimental: { adapter: true }, engine: "
                  "\"js\", schema: \"s\", async adapter() { const { PrismaLibSQL } = await "
                  "import(\"@prisma/adapter-libsql\"); return new PrismaLibSQL({ url: "
                  "process.env.X! }) } })",
        .expected = "schema=s|engine=js|adapter=true",
    },
    {
        .name = "adapter2",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "type Env = { X: string }\n"
                  "export default defineConfig<Env>({ schema: \"s\", studio: { adapter: async "
                  "(env: Env) => { return null } }, adapter: async (env) => 1 })",
        .expected = "schema=s|adapter=true",
    },
    {
        .name = "obj assign",
        .source = "const base = { schema: \"s\", migrations: { path: \"m\" } }\n"
                  "export default Object.assign({}, base, { schema: \"t\" })",
        .expected = "schema=t|migrations.path=m",
    },
    {
        .name = "spread base",
        .source = "const base = { schema: \"s\", migrations: { path: \"m\", seed: \"x\" } }\n"
                  "export default { ...base, migrations: { ...base.migrations, seed: \"y\" } }",
        .expected = "schema=s|migrations.path=m|migrations.seed=y",
    },
    {
        .name = "mutate",
        .source = "const config: any = { schema: \"s\" }\n"
                  "config.migrations = { path: \"m\" }\n"
                  "if (process.env.SHADOW) config.datasource = { shadowDatabaseUrl: "
                  "process.env.SHADOW }\n"
                  "export default config",
        .expected = "schema=s|migrations.path=m|datasource.shadowDatabaseUrl=shadow-url",
    },
    {
        .name = "null keys",
        .source = "export default { schema: undefined, datasource: { url: null } , "
                  "migrations: undefined }",
        .expected = "",
    },
    {
        .name = "comma",
        .source = "const a = (1, \"x\"), b = \"y\"\n"
                  "export default { schema: a + b, }",
        .expected = "schema=xy",
    },
    {
        .name = "cond nest",
        .source = "const e = process.env.NODE_ENV\n"
                  "export default { schema: e === \"a\" ? \"1\" : e === \"production\" ? \"2\" : "
                  "\"3\", views: { path: e ? (e) : \"z\" } }",
        .expected = "schema=2|views.path=production",
    },
    {
        .name = "ternary arrow",
        .source = "const f = process.env.T ? (x: string) => x : (y: string) => y + \"!\"\n"
                  "const g = process.env.T ? (process.env.HOST) : (process.env.PORT)\n"
                  "export default { schema: f(\"a\") + g }",
        .expected = "schema=alocalhost",
    },
    {
        .name = "as const arr",
        .source = "const files = [\"a\", \"b\"] as const\n"
                  "const [first, , third = \"t\"] = files as unknown as string[]\n"
                  "export default { schema: first + third }",
        .expected = "schema=at",
    },
    {
        .name = "try env",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "let url: string\n"
                  "try { url = env(\"NOPE\") } catch (e) { url = \"fallback\" }\n"
                  "export default defineConfig({ datasource: { url } })",
        .expected = "datasource.url=fallback",
    },
    {
        .name = "encode",
        .source = "export default { datasource: { url: "
                  "`postgres://u:${encodeURIComponent(\"p@s/:\303\251 w'\")}@h` } }",
        .expected = "datasource.url=postgres://u:p%40s%2F%3A%C3%A9%20w'@h",
    },
    {
        .name = "bool",
        .source = "const isProd = process.env.NODE_ENV === \"production\", isCi = "
                  "!!process.env.CI\n"
                  "export default { schema: isProd && !isCi ? \"prod\" : \"dev\" }",
        .expected = "schema=prod",
    },
    {
        .name = "rest",
        .source = "const { schema, ...rest } = { schema: \"s\", views: { path: \"v\" } }\n"
                  "export default { schema, ...rest }",
        .expected = "schema=s|views.path=v",
    },
    {
        .name = "default import expr",
        .source = "import fs, { existsSync } from \"fs\"\n"
                  "export default { schema: fs.existsSync(\"nope\") || existsSync(\"nope2\") ? "
                  "\"a\" : \"b\" }",
        .expected = "schema=b",
    },
    {
        .name = "return obj fn",
        .source = "const make = function (name) { return { path: name } }\n"
                  "export default { migrations: make(\"m\"), views: ((p = \"q\") => ({ path: p "
                  "}))() }",
        .expected = "migrations.path=m|views.path=q",
    },
    {
        .name = "use strict",
        .source = "\"use strict\"\n"
                  ";(function () { })()\n"
                  "module.exports = { schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "html",
        .source = "#!/usr/bin/env node\n"
                  "export default { schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "early",
        .source = "export default { earlyAccess: true, schema: \"s\" }",
        .expected = "schema=s",
    },
    {
        .name = "satisfies multi",
        .source = "import type { PrismaConfig } from \"prisma\"\n"
                  "export default {\n"
                  "  schema: \"s\"\n"
                  "} as const satisfies\n"
                  "  PrismaConfig",
        .expected = "schema=s",
    },
    {
        .name = "in op",
        .source =
            "export default { schema: (\"HOST\" in process.env) + \"\" + (\"a\" in { a: 1 }) }",
        .expected = "schema=truetrue",
    },
    {
        .name = "tmpl nested",
        .source = "const a = \"x\"\n"
                  "export default { schema: `a${`b${a}${\"}\"}`}c${\"`\"}` }",
        .expected = "schema=abx}c`",
    },
    {
        .name = "obj arg",
        .source = "import { defineConfig, env } from \"prisma/config\";\n"
                  "const opts = { schema: \"s\" }\n"
                  "const conf = defineConfig(opts)\n"
                  "export default conf",
        .expected = "schema=s",
    },
    {
        .name = "import alias",
        .source = "import { defineConfig as dc, env as e } from \"prisma/config\"\n"
                  "export default dc({ datasource: { url: e(\"HOST\") } })",
        .expected = "datasource.url=localhost",
    },
    {
        .name = "import star",
        .source = "import * as prisma from \"prisma/config\"\n"
                  "export default prisma.defineConfig({ datasource: { url: "
                  "prisma.env(\"HOST\") } })",
        .expected = "datasource.url=localhost",
    },
};

static void run_case(const Case *the_case)
{
    void *state = NULL;
    assert_int_equal(scene_open(&state), 0);
    Scene *scene = state;
    for (size_t i = 0; i < COUNT(the_case->files) && the_case->files[i].name; i++)
        scene_write(scene, the_case->files[i].name, text_from(the_case->files[i].content));
    Text found = result_of(scene, the_case->source, the_case->mode);
    expect(text_is(found, the_case->expected), "%s: '%.*s' is not '%s'", the_case->name,
           TEXT_ARG(found), the_case->expected);
    assert_int_equal(scene_close(&state), 0);
}

static void values_are_those_of_node(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        run_case(&cases[i]);
}

/* ---- what cannot be computed ---- */

static void only_what_depends_on_it_is_unreadable(void **state)
{
    static const struct {
        const char *source, *expected;
    } rows[] = {
        {"import { env } from 'prisma/config'\n"
         "export default { schema: 's', datasource: { url: env('NOPE'), directUrl: env('EMPTY'), "
         "shadowDatabaseUrl: process.env.NOPE } }",
         "schema=s|datasource.url=<missing:NOPE>|datasource.directUrl=<missing:EMPTY>"},
        {"import { env } from 'prisma/config'\n"
         "const url = `${env('NOPE')}?x`\nexport default { datasource: { url: url ?? 'd' } }",
         "datasource.url=<missing:NOPE>"},
        {"export default { schema: build('x'), views: { path: 'v' } }",
         "schema=<unreadable:a call of 'build'>|views.path=v"},
        {"import { url } from './url'\nexport default { schema: url, views: { path: url.a.b } }",
         "schema=<unreadable:'url', which comes from './url'>|"
         "views.path=<unreadable:'url', which comes from './url'>"},
        {"import { url } from '@/url'\nexport default { schema: url(), views: { path: 'v' } }",
         "schema=<unreadable:a call of 'url'>|views.path=v"},
        {"import './load'\nexport default { schema: process.env.NOPE ?? 'd', datasource: { url: "
         "process.env.HOST } }",
         "schema=<unreadable:the variable 'NOPE', which the import of './load' may set>|"
         "datasource.url=localhost"},
        {"import { z } from 'zod'\nexport default { schema: process.env.NOPE ?? 'd' }", "schema=d"},
        {"load()\nexport default { schema: process.env.NOPE ?? 'd' }",
         "schema=<unreadable:the variable 'NOPE', which a call of 'load' may set>"},
        {"console.log('x')\nexport default { schema: process.env.NOPE ?? 'd' }", "schema=d"},
        {"export default { schema: process.env.HOST ?? compute(), views: { path: compute() ?? 'x' "
         "} }",
         "schema=localhost|views.path=<unreadable:a call of 'compute'>"},
        {"const x = <div>a {b}</div>\nconst y = 's'\n"
         "export default { schema: y, views: { path: x } }",
         "schema=s|views.path=<unreadable:an expression that is not understood>"},
        {"let a = 'a'\nif (random()) { a = 'b' }\nexport default { schema: a, views: { path: "
         "'v' } }",
         "schema=<unreadable:a call of 'random'>|views.path=v"},
        {"let a = 'a', b = 'b'\nwhile (b) { a += 'x' }\nexport default { schema: a, views: { "
         "path: b } }",
         "schema=<unreadable:a loop or a switch>|views.path=b"},
        {"const o = { path: 'p' }\nif (random()) o.path = 'q'\nexport default { views: o }",
         "views.path=<unreadable:a call of 'random'>"},
        {"if (random()) process.env.HOST = 'x'\nexport default { schema: process.env.HOST, "
         "datasource: { url: process.env.PORT } }",
         "schema=<unreadable:a call of 'random'>|datasource.url=5432"},
        {"function f() { for (;;) { return 'x' } }\nexport default { schema: f(), views: { "
         "path: 'v' } }",
         "schema=<unreadable:a loop or a switch>|views.path=v"},
        {"function f() { throw new Error('x') }\nexport default { schema: f(), views: { path: "
         "'v' } }",
         "schema=<unreadable:an error that a function throws>|views.path=v"},
        {"const p = process.argv[2]\nexport default { schema: p, views: { path: 'v' } }",
         "schema=<unreadable:'argv' of 'process'>|views.path=v"},
        {"export default { schema: new Foo().path, views: { path: `${new Foo()}` } }",
         "schema=<unreadable:a new 'Foo'>|views.path=<unreadable:a new 'Foo'>"},
        {"export default { schema: 'a/b/'.replace(/\\/$/, '') }",
         "schema=<unreadable:a regular expression>"},
        {"import { config } from 'dotenv'\nconfig({ path: pick() })\n"
         "export default { schema: process.env.NOPE, views: { path: process.env.HOST } }",
         "schema=<unreadable:the variable 'NOPE', which a .env file whose name is not known may "
         "set>|"
         "views.path=localhost"},
        {"class A { static x = 's' }\nenum B { X = 's' }\nexport default { schema: A.x, views: "
         "{ path: "
         "B.X } }",
         "schema=<unreadable:the name 'A'>|views.path=<unreadable:the name 'B'>"},
        {"export default { schema: a ? b c : d, views: { path: 'v' } }",
         "schema=<unreadable:an expression that is not understood>|views.path=v"},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Text found = result_of(scene, rows[i].source, NULL);
        expect(text_is(found, rows[i].expected), "row %zu: '%.*s' is not '%s'", i, TEXT_ARG(found),
               rows[i].expected);
    }
}

static void a_spread_of_something_unknown(void **state)
{
    Scene *scene = *state;
    Environment environment = environment_of_cases(scene->arena, NULL);
    ConfigModule module;
    Text source = TEXT("export default { engine: 'classic', ...base, schema: 's' }");
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_int_equal(module.schema.state, CONFIG_SET);
    assert_int_equal(module.engine.state, CONFIG_UNREADABLE);
    assert_int_equal(module.url.state, CONFIG_UNREADABLE);
    assert_text(module.url.reason, "the name 'base'");
    assert_int_equal(module.external_tables.state, CONFIG_UNREADABLE);
    assert_false(module.uses_adapter);

    source = TEXT("export default somewhere()");
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_int_equal(module.schema.state, CONFIG_UNREADABLE);
    assert_text(module.schema.reason, "a call of 'somewhere'");
}

static void values_of_a_wrong_type(void **state)
{
    Text found = result_of(*state,
                           "export default { schema: 5, migrations: 'x', views: { path: null }, "
                           "tables: { external: ['a', 1] }, enums: { external: 'x' } }",
                           NULL);
    assert_text(found, "schema=<wrong:>|migrations.path=<wrong:>|migrations.seed=<wrong:>|"
                       "migrations.initShadowDb=<wrong:>|tables.external=<wrong:>|"
                       "enums.external=<wrong:>");
}

static void the_schema_of_early_releases(void **state)
{
    assert_text(result_of(*state,
                          "export default { earlyAccess: true, schema: { kind: 'single', "
                          "filePath: 'a/b.prisma' } }",
                          NULL),
                "schema=a/b.prisma");
    assert_text(
        result_of(*state, "export default { schema: { kind: 'multi', folderPath: 'a' } }", NULL),
        "schema=a");
    assert_text(result_of(*state, "export default { schema: { kind: 'other' } }", NULL),
                "schema=<wrong:>");
}

static void places_are_told(void **state)
{
    Scene *scene = *state;
    Environment environment = environment_of_cases(scene->arena, NULL);
    ConfigModule module;
    Text source = TEXT("import { env } from 'prisma/config'\r\nexport default {\r\n"
                       "  schema: '\xC3\xA4', views: { path: 1 },\r\n"
                       "  datasource: { url: env('NOPE') + '', directUrl: a.b() } }");
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_int_equal(module.schema.line, 3);
    assert_int_equal(module.schema.column, 11);
    assert_int_equal(module.views_path.line, 3);
    assert_int_equal(module.views_path.column, 31);
    assert_int_equal(module.url.line, 4);
    assert_int_equal(module.url.column, 22);
    assert_int_equal(module.direct_url.column, 51);
    assert_int_equal(module.engine.line, 0);
    assert_text(module.engine.key, "engine");
}

static void unknown_keys_are_warned_of(void **state)
{
    Scene *scene = *state;
    Environment environment = environment_of_cases(scene->arena, NULL);
    ConfigModule module;
    Text source = TEXT("export default {\n  seed: 'x', experimental: { a: 1 },\n"
                       "  datasource: { provider: 'p', url: 'u' }\n}");
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_int_equal(module.warnings.count, 2);
    assert_true(text_contains(module.warnings.items[0], "'seed' in line 2"));
    assert_true(text_contains(module.warnings.items[0], "'migrations.seed'"));
    assert_true(text_contains(module.warnings.items[1], "'datasource.provider' in line 3"));

    source =
        TEXT("if (!process.env.NOPE) {\n throw new Error('x') }\nexport default { schema: 's' }");
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_text(module.schema.value, "s");
    assert_int_equal(module.warnings.count, 1);
    assert_true(text_contains(module.warnings.items[0], "line 1"));
}

static void the_environment_gets_what_the_file_loads(void **state)
{
    Scene *scene = *state;
    Environment environment = environment_of_cases(scene->arena, NULL);
    ConfigModule module;
    scene_write(scene, ".env", TEXT("NEW=1\nHOST=no"));
    scene_write(scene, "other.env", TEXT("NEW=2\nMORE=3"));
    Text source = TEXT("process.env.PORT = '1'\nexport default {}\nimport 'dotenv/config'");
    environment_set(&environment, TEXT("DOTENV_CONFIG_PATH"), TEXT("other.env"));
    assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
    assert_text(*environment_get(&environment, "NEW"), "2");
    assert_text(*environment_get(&environment, "HOST"), "localhost");
    assert_text(*environment_get(&environment, "PORT"), "1");
}

/* ---- files that cannot be read at all ---- */

static void broken_files_fail_with_their_place(void **state)
{
    static const struct {
        const char *source;
        size_t line, column;
        const char *excerpt;
    } rows[] = {
        {"export default {\n  schema: 'a\n}", 2, 11, "  schema: 'a"},
        {"export default {\n  schema: ['a'}\n]", 2, 15, "  schema: ['a'}"},
        {"export default { schema: 's' }}", 1, 31, "export default { schema: 's' }}"},
        {"export default (", 1, 16, "export default ("},
        {"a = `x${y}", 1, 10, "a = `x${y}"},
        {"/* x\n", 1, 1, "/* x"},
        {"a = \\x", 1, 5, "a = \\x"},
        {"const u = 'postgres://me:secret@host/db", 1, 11,
         "const u = 'postgres://\xE2\x80\xA6@host/db"},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Environment environment = {MAP(scene->arena)};
        ConfigModule module;
        assert_fails(read_module(scene, text_from(rows[i].source), &environment, &module),
                     &scene->error, ERROR_D1003);
        expect(scene->error.line == rows[i].line && scene->error.column == rows[i].column,
               "row %zu: %zu:%zu", i, scene->error.line, scene->error.column);
        assert_text(scene->error.excerpt, rows[i].excerpt);
        assert_same_text(scene->error.file, scene_path(scene, "prisma.config.ts"));
    }
}

static void files_without_an_object_fail(void **state)
{
    static const char *const sources[] = {"",
                                          "export const a = {}",
                                          "export default 5",
                                          "export default 'x'",
                                          "module.exports = undefined",
                                          "export default () => undefined",
                                          "exports.a = 1"};
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(sources); i++) {
        Environment environment = {MAP(scene->arena)};
        ConfigModule module;
        assert_fails(read_module(scene, text_from(sources[i]), &environment, &module),
                     &scene->error, ERROR_D1003);
        assert_true(scene->error.hint.length > 0);
    }
}

/* ---- limits ---- */

static Text repeated(Arena *arena, const char *before, const char *part, size_t count,
                     const char *after)
{
    Buffer out = BUFFER(arena);
    buffer_add_string(&out, before);
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&out, part);
    buffer_add_string(&out, after);
    return buffer_text(&out);
}

static void nesting_is_bounded(void **state)
{
    static const char *const parts[] = {"!",     "a?b:",   "x=>",     "a=",  "a??", "new ",
                                        "if(a)", "await ", "a.b[c].", "f()", "`${", "(",
                                        "[",     "{a:",    "<",       "- "};
    Scene *scene = *state;
    Environment environment = {MAP(scene->arena)};
    ConfigModule module;
    Text deep = repeated(scene->arena, "", "(", 201, repeated(scene->arena, "", ")", 201, "").data);
    assert_fails(read_module(scene, deep, &environment, &module), &scene->error, ERROR_D1003);
    for (size_t i = 0; i < COUNT(parts); i++) {
        deep = repeated(scene->arena, "", parts[i], 20000, "1\nexport default {}");
        read_module(scene, deep, &environment, &module);
        deep = repeated(scene->arena, "const x = ", parts[i], 150, "1\nexport default {}");
        read_module(scene, deep, &environment, &module);
    }
}

static void computations_are_bounded(void **state)
{
    static const char *const sources[] = {
        "const f = () => f() + 'x'\nexport default { schema: f(), views: { path: 'v' } }",
        "const f = (n: number) => n > 60 ? 'x' : f(n + 1) + f(n + 1)\n"
        "export default { schema: f(0), views: { path: 'v' } }",
        "let a = 'aaaaaaaaaaaaaaaa'\nconst g = () => { a = a + a; return g() }\n"
        "export default { schema: g(), views: { path: 'v' } }",
        "const f = (a) => f([...a, ...a])\nexport default { schema: f([1]), views: { path: 'v' } }",
        "const f = (a) => f({ ...a, ...a, a })\nexport default { schema: f({}) }",
        "const o = { get schema() { return this.schema + o.schema } }\nexport default o",
        "const f = (a) => f(a.replaceAll('a', '$`$&$`'))\nexport default { schema: f('aaaaaaa') }",
        "const f = (a) => f([a, a]) + [a].join()\nexport default { schema: f([]) }",
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(sources); i++) {
        Environment environment = {MAP(scene->arena)};
        ConfigModule module;
        assert_succeeds(read_module(scene, text_from(sources[i]), &environment, &module),
                        &scene->error);
        expect(module.schema.state == CONFIG_UNREADABLE, "source %zu", i);
    }
}

/* What is not understood ends where the bracket around it ends. */
static void odd_files_come_to_an_end(void **state)
{
    static const char *const sources[] = {
        "const x = [(a) => `${b as }`, (class ), [`${class }`], {c: new }]",
        "const y = (a: ) => 1, z = f<`${a<}`>(1), w = [a as ]",
        "function f() { do } { while }",
        "{ declare } { type } { import } { export } { enum X }",
        "import a from 'b' with ; if (x) else ; try ; for (const a of ) ; do while",
        "(a.b = 1, async ) ; x = {get }; y = {...} ; z = {[]} ; w = {'a'} ; {a: b: c}",
        "if (u) { a. } ; if (u) { a.b? } ; if (u) a.",
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(sources); i++) {
        Environment environment = {MAP(scene->arena)};
        ConfigModule module;
        Text source = text_format(scene->arena, "%s\nexport default { schema: 's' }", sources[i]);
        assert_succeeds(read_module(scene, source, &environment, &module), &scene->error);
        expect(text_is(module.schema.value, "s"), "source %zu", i);
    }
}

/* Files with a piece cut out, and files that end early, are read or refused. */
static void cut_files_are_read_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text source = text_from(cases[i].source);
        for (size_t at = 0; at < source.length; at += 3) {
            Arena *arena = arena_new();
            Error error = {.arena = arena};
            Environment environment = environment_of_cases(arena, NULL);
            ConfigModule module;
            Text rest = text_slice(source, at + 5, source.length);
            Text parts[] = {text_slice(source, 0, at),
                            text_format(arena, "%.*s%.*s", (int)at, source.data, TEXT_ARG(rest))};
            for (size_t j = 0; j < COUNT(parts); j++)
                config_module_read(arena, TEXT("/nowhere/prisma.config.ts"), parts[j],
                                   TEXT("/nowhere"), &environment, &module, &error);
            arena_free(arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_those_of_node),
        TEST(only_what_depends_on_it_is_unreadable),
        TEST(a_spread_of_something_unknown),
        TEST(values_of_a_wrong_type),
        TEST(the_schema_of_early_releases),
        TEST(places_are_told),
        TEST(unknown_keys_are_warned_of),
        TEST(the_environment_gets_what_the_file_loads),
        TEST(broken_files_fail_with_their_place),
        TEST(files_without_an_object_fail),
        TEST(nesting_is_bounded),
        TEST(computations_are_bounded),
        TEST(odd_files_come_to_an_end),
        TEST(cut_files_are_read_or_refused),
    };
    return RUN_TESTS(tests);
}
