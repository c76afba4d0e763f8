/* The functions of Node.js's modules `path` and `url` that configuration modules use. */
#include "project/config_module/evaluate.h"

#include <string.h>

#include "base/buffer.h"
#include "base/file.h"

/* ---- path ---- */

/* All arguments as texts, or the value that says why not. */
static const ScriptValue *text_arguments(Script *script, const ScriptCall *call, TextList *texts)
{
    size_t length = 0;
    for (size_t i = 0; i < call->count; i++) {
        const ScriptValue *value = call->arguments[i];
        if (script_is_unknown(value))
            return value;
        if (value->kind != SCRIPT_TEXT)
            return script_unknown_format(script, call->offset, "a path made of something else");
        list_add(script->arena, texts, value->text);
        length += value->text.length + 1;
    }
    if (length > SCRIPT_TEXT_LIMIT || !script_spend_bytes(script, length * 2))
        return script_unknown_format(script, call->offset, "a path that is too long");
    return NULL;
}

static const ScriptValue *normalized(Script *script, Text path)
{
    if (path.length == 0)
        return script_text(script->arena, TEXT("."));
    Text result = path_resolve(script->arena, TEXT(""), path);
    bool slash = text_ends_with(path, "/") && !text_is(result, "/");
    if (slash)
        result = text_format(script->arena, "%.*s/", TEXT_ARG(result));
    return script_text(script->arena, result);
}

const ScriptValue *script_path_join(Script *script, const ScriptCall *call)
{
    TextList parts = {0};
    const ScriptValue *unknown = text_arguments(script, call, &parts);
    if (unknown)
        return unknown;
    Buffer path = BUFFER(script->arena);
    for (list_each(Text, part, &parts)) {
        if (part->length && path.length)
            buffer_add_char(&path, '/');
        buffer_add(&path, *part);
    }
    return normalized(script, buffer_text(&path));
}

const ScriptValue *script_path_normalize(Script *script, const ScriptCall *call)
{
    TextList parts = {0};
    const ScriptValue *unknown = text_arguments(script, call, &parts);
    if (unknown)
        return unknown;
    return normalized(script, parts.count ? parts.items[0] : TEXT(""));
}

const ScriptValue *script_path_resolve(Script *script, const ScriptCall *call)
{
    TextList parts = {0};
    const ScriptValue *unknown = text_arguments(script, call, &parts);
    if (unknown)
        return unknown;
    Buffer path = BUFFER(script->arena);
    buffer_add(&path, script->working_folder);
    for (list_each(Text, part, &parts)) {
        if (path_is_absolute(*part))
            buffer_clear(&path);
        else
            buffer_add_char(&path, '/');
        buffer_add(&path, *part);
    }
    return script_text(script->arena, path_resolve(script->arena, TEXT("/"), buffer_text(&path)));
}

/* The first argument as a text; NULL and `unknown` filled when it is none. */
static bool one_text(Script *script, const ScriptCall *call, Text *text,
                     const ScriptValue **unknown)
{
    const ScriptValue *value = script_argument(call, 0);
    *text = value->text;
    *unknown = value;
    if (!script_is_unknown(value) && value->kind != SCRIPT_TEXT)
        *unknown = script_unknown_format(script, call->offset, "a path made of something else");
    return value->kind == SCRIPT_TEXT;
}

const ScriptValue *script_path_dirname(Script *script, const ScriptCall *call)
{
    Text path;
    const ScriptValue *unknown;
    if (!one_text(script, call, &path, &unknown))
        return unknown;
    return script_text(script->arena, path.length ? path_parent(path) : TEXT("."));
}

/* Where the extension of a name begins, or its length. */
static size_t extension_at(Text name)
{
    ptrdiff_t dot = text_find_last_char(name, '.');
    bool only_dots = dot == 1 && name.length == 2 && name.data[0] == '.';
    return dot > 0 && !only_dots ? (size_t)dot : name.length;
}

const ScriptValue *script_path_basename(Script *script, const ScriptCall *call)
{
    Text path;
    const ScriptValue *unknown;
    const ScriptValue *suffix = script_argument(call, 1);
    if (!one_text(script, call, &path, &unknown))
        return unknown;
    if (script_is_unknown(suffix))
        return suffix;
    Text name = text_is(path, "/") ? TEXT("") : path_name(path);
    if (suffix->kind == SCRIPT_TEXT && name.length > suffix->text.length &&
        text_equal(text_slice(name, name.length - suffix->text.length, name.length), suffix->text))
        name.length -= suffix->text.length;
    return script_text(script->arena, name);
}

const ScriptValue *script_path_extname(Script *script, const ScriptCall *call)
{
    Text path;
    const ScriptValue *unknown;
    if (!one_text(script, call, &path, &unknown))
        return unknown;
    Text name = path_name(path);
    return script_text(script->arena, text_slice(name, extension_at(name), name.length));
}

const ScriptValue *script_path_is_absolute(Script *script, const ScriptCall *call)
{
    Text path;
    const ScriptValue *unknown;
    if (!one_text(script, call, &path, &unknown))
        return unknown;
    return script_boolean(path_is_absolute(path));
}

/* ---- url ---- */

Text script_percent_encode(Arena *arena, Text text, const char *kept)
{
    static const char digits[] = "0123456789ABCDEF";
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (is_letter((char)c) || is_digit((char)c) || (c && strchr(kept, c))) {
            buffer_add_char(&out, (char)c);
            continue;
        }
        buffer_add_char(&out, '%');
        buffer_add_char(&out, digits[c >> 4]);
        buffer_add_char(&out, digits[c & 15]);
    }
    return buffer_text(&out);
}

Text script_file_url(Arena *arena, Text path)
{
    Text encoded = script_percent_encode(arena, path, "/-_.!~*'()$&+,:;=@[]|^");
    return text_format(arena, "file://%.*s", TEXT_ARG(encoded));
}

static int digit_value(char c)
{
    c = to_lower(c);
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Text percent_decode(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length; i++) {
        int high = i + 2 < text.length ? digit_value(text.data[i + 1]) : -1;
        int low = high >= 0 ? digit_value(text.data[i + 2]) : -1;
        if (text.data[i] == '%' && low >= 0) {
            buffer_add_char(&out, (char)(high * 16 + low));
            i += 2;
        } else {
            buffer_add_char(&out, text.data[i]);
        }
    }
    return buffer_text(&out);
}

/* A URL object of a path that is written as in a URL. */
static const ScriptValue *url_object(Script *script, Text encoded, size_t offset)
{
    Arena *arena = script->arena;
    ScriptValue *url = script_object(arena);
    Text href = text_format(arena, "file://%.*s", TEXT_ARG(encoded));
    url->object->is_url = true;
    script_set(url, TEXT("href"), script_text(arena, href), offset);
    script_set(url, TEXT("pathname"), script_text(arena, encoded), offset);
    script_set(url, TEXT("protocol"), script_text(arena, TEXT("file:")), offset);
    return url;
}

/* The text of a file URL, given as a text or as an object. */
static const ScriptValue *file_url_text(Script *script, const ScriptValue *value, size_t offset)
{
    if (value->kind == SCRIPT_OBJECT && value->object->is_url)
        value = script_property(value, TEXT("href"))->value;
    if (script_is_unknown(value))
        return value;
    if (value->kind != SCRIPT_TEXT || !text_starts_with(value->text, "file:///") ||
        !script_spend_bytes(script, value->text.length * 4))
        return script_unknown_format(script, offset, "a URL that is not one of a file");
    return value;
}

const ScriptValue *script_url_to_path(Script *script, const ScriptCall *call)
{
    const ScriptValue *url = file_url_text(script, script_argument(call, 0), call->offset);
    if (script_is_unknown(url))
        return url;
    Text path = text_slice(url->text, 7, url->text.length);
    return script_text(script->arena, percent_decode(script->arena, path));
}

const ScriptValue *script_path_to_url(Script *script, const ScriptCall *call)
{
    const ScriptValue *path = script_path_resolve(script, call);
    if (script_is_unknown(path) || !script_spend_bytes(script, path->text.length * 4))
        return path;
    Text url = script_file_url(script->arena, path->text);
    return url_object(script, text_slice(url, 7, url.length), call->offset);
}

/* new URL(relative, base) with the URL of a file as base, and new URL("file:///…"). */
const ScriptValue *script_new_url(Script *script, const ScriptCall *call)
{
    const ScriptValue *relative = script_argument(call, 0);
    if (call->count < 2) {
        relative = file_url_text(script, relative, call->offset);
        return script_is_unknown(relative)
                   ? relative
                   : url_object(script, text_slice(relative->text, 7, relative->text.length),
                                call->offset);
    }
    const ScriptValue *base = file_url_text(script, call->arguments[1], call->offset);
    if (script_is_unknown(relative) || script_is_unknown(base))
        return script_is_unknown(relative) ? relative : base;
    bool is_path = relative->kind == SCRIPT_TEXT && text_find_char(relative->text, ':') < 0 &&
                   text_find_char(relative->text, '?') < 0 &&
                   text_find_char(relative->text, '#') < 0;
    if (!is_path || !script_spend_bytes(script, relative->text.length * 4))
        return script_unknown_format(script, call->offset, "a URL that is not one of a file");
    Text text = script_percent_encode(script->arena, relative->text, "/-_.!~*'()$&+,:;=@%[]|^");
    Text from = text_slice(base->text, 7, base->text.length);
    Text folder = text_ends_with(from, "/") ? from : path_parent(from);
    Text path = path_resolve(script->arena, folder, text);
    bool slash = text.length == 0 || text_ends_with(text, "/") || text_ends_with(text, "/.") ||
                 text_ends_with(text, "/..") || text_is(text, ".") || text_is(text, "..");
    if (text.length == 0)
        path = from;
    else if (slash && !text_is(path, "/"))
        path = text_format(script->arena, "%.*s/", TEXT_ARG(path));
    return url_object(script, path, call->offset);
}
