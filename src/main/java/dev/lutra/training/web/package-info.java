/** The HTTP interface of training jobs. */
@NullMarked
package dev.lutra.training.web;

import org.jspecify.annotations.NullMarked;
