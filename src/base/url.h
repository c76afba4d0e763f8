/* URLs as Prisma's connection strings use them: SCHEME://USER:PASSWORD@HOST:PORT/PATH?NAME=VALUE
 * and SCHEME:PATH?NAME=VALUE. Parts are percent-decoded. */
#ifndef DUNLIN_BASE_URL_H
#define DUNLIN_BASE_URL_H

#include "base/error.h"

typedef struct UrlParameter {
    Text name;
    Text value;
} UrlParameter;

typedef struct Url {
    Text scheme;
    bool has_authority; /* "//" follows the scheme */
    bool has_password;
    Text user;
    Text password;
    Text host; /* without the brackets of an IPv6 address */
    Text port; /* digits, or empty */
    Text path; /* without the leading slash where there is an authority */
    LIST_OF(UrlParameter) parameters;
} Url;

/* Takes a URL apart. P1013, in words that never repeat the URL, when it is none. */
bool url_parse(Arena *arena, Text text, Url *url, Error *error);

/* The value of the last parameter of that name, or NULL. */
const Text *url_parameter(const Url *url, const char *name);

/* Any text for a message: in every URL within it the password is hidden, and so are the values of
 * parameters named "password" or the like. */
Text text_without_secrets(Arena *arena, Text text);

/* The error with every text of it made harmless in that way. */
Error error_without_secrets(const Error *error);

/* The URL for a message: no password, no values of parameters that may hold a secret. */
Text url_without_secrets(Arena *arena, Text text);

#endif
