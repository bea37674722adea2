package dev.lutra.codec;

import dev.lutra.color.Fidelity;

/**
 * A token and its error.
 *
 * @param fidelity the decoded look against the source, on the 33³ points of the token, over the unit cube
 * @param greys the same on its 33 greys alone
 */
public record EncodedToken(Token token, Fidelity fidelity, Fidelity greys) {}
