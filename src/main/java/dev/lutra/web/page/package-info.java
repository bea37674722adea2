/** The page of the gallery: its static files, and the addresses of looks with what link previews show of them. */
@NullMarked
package dev.lutra.web.page;

import org.jspecify.annotations.NullMarked;
