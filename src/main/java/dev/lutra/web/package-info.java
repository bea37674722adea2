/** What all endpoints share: problem details, limits, OpenAPI. */
@NullMarked
package dev.lutra.web;

import org.jspecify.annotations.NullMarked;
