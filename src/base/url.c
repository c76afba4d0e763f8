#include "base/url.h"

#include "base/buffer.h"

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "%41" becomes "A"; a percent sign that is not followed by two digits stays. */
static Text decoded(Arena *arena, Text text, bool plus_is_blank)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '%' && i + 2 < text.length && hex_value(text.data[i + 1]) >= 0 &&
            hex_value(text.data[i + 2]) >= 0) {
            c = (char)(hex_value(text.data[i + 1]) * 16 + hex_value(text.data[i + 2]));
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        buffer_add_char(&out, c);
    }
    return buffer_text(&out);
}

static size_t find_first_of(Text text, size_t from, const char *characters)
{
    while (from < text.length && text_find_char(text_from(characters), text.data[from]) < 0)
        from++;
    return from;
}

static bool is_scheme(Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (!is_letter(c) && (i == 0 || (!is_digit(c) && c != '+' && c != '-' && c != '.')))
            return false;
    }
    return text.length > 0;
}

static bool not_encoded(Error *error, const char *what)
{
    fail(error, ERROR_P1013, "%s", what);
    return error_hint(error, "characters such as '/', '?', '#' and '@' in a user name or "
                             "password must be percent-encoded (%%2F, %%3F, %%23, %%40)");
}

static bool parse_host(Arena *arena, Text text, Url *url, Error *error)
{
    Text port = TEXT("");
    if (text_starts_with(text, "[")) {
        ptrdiff_t close = text_find_char(text, ']');
        if (close < 0)
            return fail(error, ERROR_P1013, "the bracket before the host is never closed");
        url->host = text_slice(text, 1, (size_t)close);
        port = text_slice(text, (size_t)close + 1, text.length);
        if (text_starts_with(port, ":"))
            port = text_slice(port, 1, port.length);
    } else {
        port = text;
        url->host = decoded(arena, text_cut(&port, ':'), false);
    }
    int64_t number;
    if (port.length && (!is_digit(port.data[0]) || !text_to_int64(port, &number) || number > 65535))
        return not_encoded(error, "the port in the connection string is not a number up to 65535");
    url->port = port;
    return true;
}

static bool parse_authority(Arena *arena, Text text, Url *url, Error *error)
{
    ptrdiff_t at = text_find_last_char(text, '@');
    if (at >= 0) {
        Text password = text_slice(text, 0, (size_t)at);
        url->user = decoded(arena, text_cut(&password, ':'), false);
        url->has_password = password.data != NULL;
        url->password = decoded(arena, password, false);
        text = text_slice(text, (size_t)at + 1, text.length);
    }
    return parse_host(arena, text, url, error);
}

static void parse_parameters(Arena *arena, Text query, Url *url)
{
    while (query.data && query.length) {
        Text value = text_cut(&query, '&');
        if (value.length == 0)
            continue;
        Text name = decoded(arena, text_cut(&value, '='), true);
        list_add(arena, &url->parameters, (UrlParameter){name, decoded(arena, value, true)});
    }
}

bool url_parse(Arena *arena, Text text, Url *url, Error *error)
{
    *url = (Url){0};
    Text rest = text;
    url->scheme = text_cut(&rest, ':');
    if (!rest.data || !is_scheme(url->scheme))
        return fail(error, ERROR_P1013,
                    "the connection string does not begin with a scheme such "
                    "as 'postgresql://' or 'file:'");
    Text query = text_slice(rest, find_first_of(rest, 0, "?#"), rest.length);
    Text before = text_slice(rest, 0, rest.length - query.length);
    url->has_authority = text_starts_with(before, "//");
    if (url->has_authority) {
        size_t end = find_first_of(before, 2, "/");
        if (!parse_authority(arena, text_slice(before, 2, end), url, error))
            return false;
        before = text_slice(before, end + 1, before.length);
        if (!url->user.length && !url->has_password && text_find_char(before, '@') >= 0)
            return not_encoded(error, "the connection string has an '@' behind its host");
    }
    url->path = decoded(arena, before, false);
    if (text_starts_with(query, "?")) {
        query = text_slice(query, 1, query.length);
        parse_parameters(arena, text_cut(&query, '#'), url);
    }
    return true;
}

const Text *url_parameter(const Url *url, const char *name)
{
    for (size_t i = url->parameters.count; i > 0; i--)
        if (text_is(url->parameters.items[i - 1].name, name))
            return &url->parameters.items[i - 1].value;
    return NULL;
}

/* Everything between the scheme and the last '@' is hidden but a plain user name: a secret may hold
 * any character, the "//" or the scheme may be missing, and the '@' may be one of a parameter. */
Text url_without_secrets(Arena *arena, Text text)
{
    Text rest = text;
    Text scheme = text_cut(&rest, ':');
    if (!rest.data)
        return TEXT("(not a URL)");
    Buffer shown = BUFFER(arena);
    bool is_file = text_is(scheme, "file") || text_is(scheme, "sqlite");
    ptrdiff_t at = is_file ? -1 : text_find_last_char(rest, '@');
    if (at >= 0 && !is_scheme(scheme))
        return TEXT("(not a URL)");
    buffer_add(&shown, scheme);
    buffer_add_char(&shown, ':');
    if (at >= 0) {
        Text user = text_slice(rest, 0, (size_t)at);
        size_t slashes = text_starts_with(user, "//") ? 2 : 0;
        size_t end = find_first_of(user, slashes, ":/?#@");
        buffer_add(&shown, slashes ? text_slice(user, 0, end) : TEXT("***"));
        buffer_add_string(&shown, slashes && end < user.length ? ":***" : "");
        rest = text_slice(rest, (size_t)at, rest.length);
    }
    buffer_add(&shown, text_slice(rest, 0, find_first_of(rest, 0, "?#")));
    return buffer_text(&shown);
}

static bool ends_url(char c)
{
    return is_space(c) || c == '"' || c == '\'' || c == '`' || c == '\0';
}

/* Hides the password of the URL whose slashes end at `from`; returns where the copying goes on. */
static size_t hide_password(Buffer *out, Text text, size_t from)
{
    size_t end = from;
    while (end < text.length && !ends_url(text.data[end]))
        end++;
    ptrdiff_t at = text_find_last_char(text_slice(text, from, end), '@');
    ptrdiff_t colon = at < 0 ? -1 : text_find_char(text_slice(text, from, from + (size_t)at), ':');
    if (colon < 0)
        return from;
    buffer_add(out, text_slice(text, from, from + (size_t)colon + 1));
    buffer_add_string(out, "***");
    return from + (size_t)at;
}

Text text_without_secrets(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length;) {
        Text rest = text_slice(text, i, text.length);
        if (text_starts_with(rest, ":/")) { /* a path made of a URL has one slash only */
            size_t slashes = text_starts_with(rest, "://") ? 3 : 2;
            buffer_add(&out, text_slice(rest, 0, slashes));
            i = hide_password(&out, text, i + slashes);
        } else if (text_starts_with(rest, "password=") || text_starts_with(rest, "api_key=")) {
            size_t name = (size_t)text_find_char(rest, '=') + 1;
            buffer_add(&out, text_slice(rest, 0, name));
            buffer_add_string(&out, "***");
            for (i += name; i < text.length && text.data[i] != '&' && !ends_url(text.data[i]);)
                i++;
        } else {
            buffer_add_char(&out, text.data[i++]);
        }
    }
    return buffer_text(&out);
}

static ErrorField field_without_secrets(Arena *arena, const ErrorField *field)
{
    ErrorField shown = {.name = field->name, .is_list = field->is_list};
    shown.value = text_without_secrets(arena, field->value);
    for (list_each(const Text, value, &field->values))
        list_add(arena, &shown.values, text_without_secrets(arena, *value));
    return shown;
}

/* What users write may hold a connection string in any place: its password is shown nowhere. */
Error error_without_secrets(const Error *error)
{
    Error shown = *error;
    Arena *arena = error->arena;
    Text *texts[] = {&shown.message,       &shown.detail, &shown.hint,
                     &shown.database_text, &shown.file,   &shown.excerpt};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = text_without_secrets(arena, *texts[i]);
    shown.fields.items = NEW_ARRAY(arena, ErrorField, error->fields.count);
    shown.fields.capacity = error->fields.count;
    for (size_t i = 0; i < error->fields.count; i++)
        shown.fields.items[i] = field_without_secrets(arena, &error->fields.items[i]);
    return shown;
}
