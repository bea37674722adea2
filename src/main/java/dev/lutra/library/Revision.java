package dev.lutra.library;

/**
 * A state of the library.
 *
 * @param version a number that every change raises
 * @param recorded the number of these changes that recorded which LUTs they touched
 */
record Revision(long version, long recorded) {

    /** The revision before the first read. */
    static final Revision NONE = new Revision(-1, 0);

    /** Whether every change since an earlier revision recorded which LUTs it touched. */
    boolean isRecordedSince(Revision earlier) {
        return earlier.version >= 0
                && version >= earlier.version
                && version - earlier.version == recorded - earlier.recorded;
    }
}
