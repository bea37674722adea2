package dev.lutra.access;

import java.util.List;

/** The POST requests that need no key, because what they compute is not stored. */
public final class OpenPosts {

    /** Their patterns of paths, as the endpoints have them. */
    public static final List<String> PATHS =
            List.of("/luts/blend", "/luts/blend/apply", "/luts/similar", "/luts/{id}/apply", "/luts/from-pair");

    private OpenPosts() {}
}
