package dev.lutra.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the person who has a file may want to know of it: one warning for each subject, and no more than a few. */
final class Warnings {

    private static final int MAX = 20;

    private final Map<String, String> bySubject = new LinkedHashMap<>();

    /** Notes a warning, unless there is one of that subject. */
    void add(String subject, String text) {
        if (bySubject.size() < MAX) {
            bySubject.putIfAbsent(subject, text);
        }
    }

    /** In the order in which they came. */
    List<String> texts() {
        return new ArrayList<>(bySubject.values());
    }
}
