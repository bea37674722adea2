/** What all endpoints share: problem details, limits, keys, roles, OpenAPI. */
@NullMarked
package dev.lutra.web;

import org.jspecify.annotations.NullMarked;
