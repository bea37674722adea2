package dev.lutra.delivery;

import dev.lutra.compute.Overloaded;
import java.util.LinkedHashMap;
import java.util.Map;

/** The places for streamed answers, of which no one client holds more than its share. */
final class StreamPlaces {

    private final int all;
    private final int share;
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private int taken;

    StreamPlaces(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /**
     * Takes a place, which is to be given back by {@link #leave}. A stream lasts as long as its reader likes, so that
     * there is no use in waiting for one to end.
     *
     * @throws Overloaded if none is free, or the client has its share
     */
    synchronized void enter(String client) {
        if (taken == all || held.getOrDefault(client, 0) >= share) {
            throw new Overloaded();
        }
        taken++;
        held.merge(client, 1, Integer::sum);
    }

    synchronized void leave(String client) {
        taken--;
        held.computeIfPresent(client, (name, places) -> places == 1 ? null : places - 1);
    }
}
