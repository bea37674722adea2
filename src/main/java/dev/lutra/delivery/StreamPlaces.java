package dev.lutra.delivery;

import dev.lutra.compute.Overloaded;
import dev.lutra.compute.Permit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bounds how many answers are streamed at the same time, in all and to one client. */
final class StreamPlaces {

    private final int all;
    private final int share;
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private int taken;

    /**
     * Makes places.
     *
     * @param all answers that are streamed at the same time
     * @param share how many of them may go to one client
     */
    StreamPlaces(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /**
     * Takes a place. Nobody waits for one: a stream lasts as long as its reader likes.
     *
     * @return the place, which is given back when the permit is closed
     * @throws Overloaded if none is free, or the client has its share
     */
    synchronized Permit enter(String client) {
        if (taken == all || held.getOrDefault(client, 0) >= share) {
            throw new Overloaded();
        }
        taken++;
        held.merge(client, 1, Integer::sum);
        return new Permit(() -> leave(client));
    }

    private synchronized void leave(String client) {
        taken--;
        held.computeIfPresent(client, (name, places) -> places == 1 ? null : places - 1);
    }
}
