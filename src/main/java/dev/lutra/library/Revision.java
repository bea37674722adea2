package dev.lutra.library;

/**
 * A state of the library.
 *
 * @param version raised by every change
 * @param recorded how many of these changes say which LUTs they touched
 */
record Revision(long version, long recorded) {

    /** Before anything was read. */
    static final Revision NONE = new Revision(-1, 0);

    /** Whether it is known of every change since another state which LUTs it touched. */
    boolean isRecordedSince(Revision earlier) {
        return earlier.version >= 0
                && version >= earlier.version
                && version - earlier.version == recorded - earlier.recorded;
    }
}
