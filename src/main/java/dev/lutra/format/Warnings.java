package dev.lutra.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The warnings for the owner of a file: one for each subject, and only a few. */
final class Warnings {

    private static final int MAX = 20;

    private final Map<String, String> bySubject = new LinkedHashMap<>();

    /** Adds a warning, unless there is one with the same subject. */
    void add(String subject, String text) {
        if (bySubject.size() < MAX) {
            bySubject.putIfAbsent(subject, text);
        }
    }

    /** The warnings in the order in which they were added. */
    List<String> texts() {
        return new ArrayList<>(bySubject.values());
    }
}
